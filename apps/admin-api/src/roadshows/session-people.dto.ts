import { fieldError, invalid, REQUIRED, UNKNOWN_FIELD } from '@shuqiao/kernel';
import {
  EmailField,
  IdField,
  IntegerField,
  LanguageTagField,
  ObjectField,
  PageQuery,
  taggedTextDto,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import type {
  CompanySpeaker,
  GuestSpeaker,
  InterpreterContent,
  InterpreterDetail,
  LanguagePair,
  SessionInterpreter,
  SessionPeople,
  SessionSpeaker,
} from '@shuqiao/roadshows';

const Name = taggedTextDto(200);
type Tagged = InstanceType<typeof Name>;

/** All of an interpreter: a PUT replaces it as a whole. */
export class InterpreterDto implements InterpreterContent {
  @ObjectField(() => Name) name: Tagged;
  @LanguageTagField({ list: { min: 2, max: 10, unique: true } }) languages: string[];
  @EmailField({ nullable: true }) email: string | null;
  @TextField({ max: 40, nullable: true, description: 'In the international form, with +.' }) phone: string | null;
  @TextField({ max: 1_000, nullable: true, multiline: true }) note: string | null;
}

export class InterpreterQuery extends PageQuery {
  @LanguageTagField({ optional: true, description: 'Who has it.' }) language?: string;
}

export class InterpreterView extends InterpreterDto implements InterpreterDetail {
  @IdField() id: string;
  @TimeField({ nullable: true }) retiredAt: string | null;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}

export class InterpreterPageView {
  @ObjectField(() => InterpreterView, { list: { max: 100 } }) items: InterpreterView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

export class AssignmentDto {
  @IdField() interpreterId: string;
  @LanguageTagField({ list: { min: 2, max: 2, unique: true } }) languages: [string, string];
}

/** Somebody of a company by his account, or a guest by the name to be printed. */
export class SpeakerDto {
  @IdField({ optional: true }) companyId?: string;
  @IdField({ optional: true, description: 'A member of the company.' }) accountId?: string;
  @ObjectField(() => Name, { optional: true, description: 'Of a guest, as it is to be printed.' }) name?: Tagged;
  @ObjectField(() => Name, { optional: true, nullable: true }) organisation?: Tagged | null;
}

export class SpeakerView implements SessionSpeaker {
  @IdField() id: string;
  @IdField() sessionId: string;
  @IdField({ nullable: true }) accountId: string | null;
  @IdField({ nullable: true }) companyId: string | null;
  @ObjectField(() => Name) name: Tagged;
  @ObjectField(() => Name, { nullable: true }) organisation: Tagged | null;
}

export class AssignmentView implements SessionInterpreter {
  @IdField() id: string;
  @IdField() sessionId: string;
  @IdField() interpreterId: string;
  @ObjectField(() => Name) name: Tagged;
  @LanguageTagField({ list: { min: 2, max: 2 } }) languages: LanguagePair;
}

export class SessionPeopleView implements SessionPeople {
  @ObjectField(() => SpeakerView, { list: { max: 50 } }) speakers: SpeakerView[];
  @ObjectField(() => AssignmentView, { list: { max: 100 } }) interpreters: AssignmentView[];
}

/** @throws DomainError VALIDATION_FAILED when neither a member of a company nor a guest is named, or both. */
export function speakerOf({ companyId, accountId, name, organisation }: SpeakerDto): CompanySpeaker | GuestSpeaker {
  if (name === undefined) {
    if (!companyId) throw invalid(fieldError('/companyId', REQUIRED));
    if (!accountId) throw invalid(fieldError('/accountId', REQUIRED));
    if (organisation) throw invalid(fieldError('/organisation', UNKNOWN_FIELD));
    return { companyId, accountId };
  }
  if (companyId) throw invalid(fieldError('/companyId', UNKNOWN_FIELD));
  if (accountId) throw invalid(fieldError('/accountId', UNKNOWN_FIELD));
  return { name: tagged(name), organisation: organisation ? tagged(organisation) : null };
}

export function tagged({ lang, text }: Tagged): { lang: string; text: string } {
  return { lang, text };
}
