import { AccountsController } from './accounts.controller';
import { InvitationsController } from './invitations.controller';
import { MembersController } from './members.controller';
import { PasswordResetsController } from './password-resets.controller';
import { SessionsController } from './sessions.controller';

export const IDENTITY_CONTROLLERS = [
  AccountsController,
  PasswordResetsController,
  SessionsController,
  MembersController,
  InvitationsController,
];
