import { EnumField, IdField, IntegerField, localizedTextDto, ObjectField, TimeField } from '@shuqiao/platform';
import {
  AGENDA_CHANGES,
  type AgendaChange,
  type AgendaChangeKind,
  type AgendaTime,
  type AgendaVersion,
} from '@shuqiao/roadshows';

const Title = localizedTextDto(300);
type Localized = InstanceType<typeof Title>;

export class AgendaTimeView implements AgendaTime {
  @TimeField() startsAt: string;
  @TimeField() endsAt: string;
}

export class AgendaChangeView implements AgendaChange {
  @EnumField(AGENDA_CHANGES) kind: AgendaChangeKind;
  @IdField() sessionId: string;
  @ObjectField(() => Title) title: Localized;
  @ObjectField(() => AgendaTimeView, { nullable: true }) fromTime: AgendaTimeView | null;
  @ObjectField(() => AgendaTimeView, { nullable: true }) toTime: AgendaTimeView | null;
  @ObjectField(() => Title, { nullable: true }) fromRoom: Localized | null;
  @ObjectField(() => Title, { nullable: true }) toRoom: Localized | null;
}

export class PendingAgendaView {
  @ObjectField(() => AgendaChangeView, { list: { max: 1_000 } }) changes: AgendaChangeView[];
}

export class AgendaVersionView extends PendingAgendaView implements AgendaVersion {
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
  @TimeField() publishedAt: string;
}
