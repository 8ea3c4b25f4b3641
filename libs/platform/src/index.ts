export { Audit, type AuditEntry } from './audit/audit';
export { AuditChain, type ChainReport } from './audit/audit-chain';
export { type AuditFilter, type AuditRecord, AuditTrail, type ChainHead } from './audit/audit-trail';
export { CONFIG, type Config, ConfigurationError, logLevelOr, readConfig, VARIABLES } from './config/config';
export { DataCipher } from './crypto/data-cipher';
export { type PublicKey, PublicTokens } from './crypto/public-tokens';
export { SignedTokens } from './crypto/signed-tokens';
export { clientConfig, createDataSource } from './database/data-source';
export { Database, sqlState } from './database/database';
export { jsonBytes, type JsonBytes } from './database/json-bytes';
export type { Statement } from './database/statement';
export { SnakeNamingStrategy } from './database/naming-strategy';
export { type DatabaseRole } from './database/roles';
export {
  type EmbeddedPostgres,
  openEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres/embedded-postgres';
export { DataFolderInUseError } from './embedded-postgres/ownership';
export { Health } from './health/health';
export * from './files';
export * from './http/fields';
export { answerClientError } from './http/client-error';
export { constraintField, constraintProblem } from './http/constraints';
export { type ApiOptions, createApi } from './http/create-api';
export { IdPipe } from './http/id.pipe';
export { Creates, IDEMPOTENCY_KEY_REUSED } from './http/idempotency';
export { IdempotencyKeys } from './http/idempotency-keys';
export { createOperationsServer } from './http/operations-server';
export type { ProblemDocument } from './http/problem-document';
export * from './http/problem-kinds';
export { validationPipe } from './http/validation.pipe';
export { IfMatch, RequiresIfMatch } from './http/versions';
export { createLogger } from './logging/logger';
export { type DomainEvent, Outbox, type OutboxMessage } from './outbox/outbox';
export { defineCounter, defineHistogram, metricsText } from './metrics/metrics';
export { watchQueue } from './metrics/queue-metrics';
export { apiProgram, EX_CONFIG, listen, runProgram } from './process/run-program';
export {
  type AddProgram,
  type FailedStart,
  type Program,
  type ServeOptions,
  serveUntilSignal,
} from './process/serve-until-signal';
export { PlatformModule, type PlatformOptions } from './platform.module';
export { clientNeighbourhood, clientNetwork } from './rate-limit/client-network';
export { RateLimit, type RouteLimit } from './rate-limit/rate-limit.guard';
export { type Limit, limitKey, RateLimiter } from './rate-limit/rate-limiter';
