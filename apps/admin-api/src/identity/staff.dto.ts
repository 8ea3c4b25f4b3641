import { type Language, LANGUAGES, STAFF_ROLES, type StaffRole } from '@shuqiao/kernel';
import {
  BooleanField,
  EmailField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  TextField,
  TimeField,
} from '@shuqiao/platform';

const ROLES = { list: { min: 1, max: STAFF_ROLES.length, unique: true } } as const;

export class NewStaffDto {
  @EmailField()
  email: string;

  @TextField({ max: 200 })
  displayName: string;

  @EnumField(LANGUAGES)
  language: Language;

  @EnumField(STAFF_ROLES, ROLES)
  roles: StaffRole[];
}

export class StaffRolesDto {
  @EnumField(STAFF_ROLES, ROLES)
  roles: StaffRole[];
}

export class AccountByEmailQuery {
  @EmailField()
  email: string;
}

export class AdministeredAccountDocument {
  @IdField()
  id: string;

  @EmailField()
  email: string;

  @TextField({ max: 200 })
  displayName: string;

  @EnumField(LANGUAGES)
  language: Language;

  @EnumField(STAFF_ROLES, { list: { max: STAFF_ROLES.length } })
  roles: StaffRole[];

  @BooleanField()
  emailVerified: boolean;

  @BooleanField()
  secondFactor: boolean;

  @TimeField({ nullable: true })
  disabledAt: string | null;

  @TimeField()
  createdAt: string;

  @IntegerField({ min: 1, max: 2147483647 })
  version: number;
}

export class StaffPage {
  @ObjectField(() => AdministeredAccountDocument, { list: { max: 100 } })
  items: readonly AdministeredAccountDocument[];

  @TextField({ max: 600, nullable: true })
  nextCursor: string | null;
}
