export { Access, type AccessRule, CurrentActor } from './access/access.decorator';
export { ACCESS_TOKENS, type AccessTokenSettings, type Audience, signAccessToken } from './access/access-token';
export { companiesWith, may, type Permission, PERMISSIONS, requirePermission } from './access/permissions';
export { describeRoutes, type RouteDescription } from './access/routes';
export { IdentityModule } from './identity.module';
