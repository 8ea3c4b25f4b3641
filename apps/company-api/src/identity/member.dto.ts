import { COMPANY_ROLES, type CompanyRole, type Language, LANGUAGES } from '@shuqiao/kernel';
import { EmailField, EnumField, IdField, IntegerField, ObjectField, TextField, TimeField } from '@shuqiao/platform';

export class RoleDto {
  @EnumField(COMPANY_ROLES)
  role: CompanyRole;
}

export class InvitationDto {
  @EmailField()
  email: string;

  @EnumField(COMPANY_ROLES)
  role: CompanyRole;

  @EnumField(LANGUAGES, { description: 'The language of the mail.' })
  language: Language;
}

export class MemberDocument {
  @IdField()
  accountId: string;

  @TextField({ max: 200 })
  displayName: string;

  @EmailField()
  email: string;

  @EnumField(COMPANY_ROLES)
  role: CompanyRole;

  @TimeField()
  since: string;

  @IntegerField({ min: 1, max: 2147483647 })
  version: number;
}

export class MemberPage {
  @ObjectField(() => MemberDocument, { list: { max: 100 } })
  items: readonly MemberDocument[];

  @TextField({ max: 600, nullable: true })
  nextCursor: string | null;
}

export class InvitationDocument {
  @IdField()
  id: string;

  @IdField()
  companyId: string;

  @EmailField()
  email: string;

  @EnumField(COMPANY_ROLES)
  role: CompanyRole;

  @EnumField(LANGUAGES)
  language: Language;

  @EnumField(['open', 'accepted', 'withdrawn', 'expired'])
  status: 'open' | 'accepted' | 'withdrawn' | 'expired';

  @TimeField()
  createdAt: string;

  @TimeField()
  expiresAt: string;
}

export class InvitationPage {
  @ObjectField(() => InvitationDocument, { list: { max: 100 } })
  items: readonly InvitationDocument[];

  @TextField({ max: 600, nullable: true })
  nextCursor: string | null;
}

export class MembershipDocument {
  @IdField()
  companyId: string;

  @EnumField(COMPANY_ROLES)
  role: CompanyRole;
}
