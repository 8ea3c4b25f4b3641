import { IMPORT_KINDS, type ImportKind, MOST_FAULTS } from '@shuqiao/imports';
import {
  BooleanField,
  CountryField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  TextField,
  TimeField,
} from '@shuqiao/platform';

const MOST = 2 ** 31 - 1;

export class ImportQuery {
  @EnumField(IMPORT_KINDS)
  kind: ImportKind;

  @TextField({ max: 100, description: 'Where lines come from that name no source of their own.' })
  source: string;

  @BooleanField({ optional: true, fromQuery: true, description: 'Whether what is imported is found and matched.' })
  publish?: boolean;

  @TimeField({ optional: true, description: 'The deadline of demands that name none.' })
  openUntil?: string;

  @CountryField({ optional: true, description: 'Stands in where a line names no member or partner.' })
  country?: string;
}

export class ImportView {
  @IdField() id: string;
  @EnumField(IMPORT_KINDS) kind: string;
  @TextField({ max: 100 }) source: string;
  @BooleanField() publish: boolean;
  @TimeField({ nullable: true }) openUntil: string | null;
  @CountryField({ nullable: true }) country: string | null;
  @EnumField(['waiting', 'running', 'finished']) state: string;
  @IntegerField({ min: 1, max: MOST, description: 'All of them; empty ones are none.' }) lines: number;
  @IntegerField({ min: 0, max: MOST }) added: number;
  @IntegerField({ min: 0, max: MOST }) changed: number;
  @IntegerField({ min: 0, max: MOST }) unchanged: number;
  @IntegerField({ min: 0, max: MOST }) refused: number;
  @TimeField() createdAt: string;
  @TimeField({ nullable: true }) finishedAt: string | null;
}

export class ImportPageView {
  @ObjectField(() => ImportView, { list: { max: 100 } }) items: ImportView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

class ImportFaultView {
  @IntegerField({ min: 1, max: MOST }) line: number;
  @TextField({ max: 300, min: 0, description: 'Into the JSON of the line; empty for the line itself.' })
  pointer: string;
  @TextField({ max: 100 }) code: string;
}

export class ImportWithFaultsView extends ImportView {
  @ObjectField(() => ImportFaultView, { list: { max: MOST_FAULTS } }) faults: ImportFaultView[];
}
