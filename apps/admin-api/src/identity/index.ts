import { AccountController } from './account.controller';
import { CompanyAccountsController } from './company-accounts.controller';
import { CredentialsController } from './credentials.controller';
import { StaffSessionsController } from './sessions.controller';
import { StaffController } from './staff.controller';

export const IDENTITY_CONTROLLERS = [
  StaffSessionsController,
  AccountController,
  CredentialsController,
  StaffController,
  CompanyAccountsController,
];
