import type { Json } from '@shuqiao/kernel';

/** A statement as a server sent it; `connection` tells those of one transaction from shared ones. */
export interface SentStatement {
  readonly connection: number;
  readonly name?: string | undefined;
  readonly text: string;
  readonly values: Json[];
}

/** What a server process has used since it started. */
export interface Usage {
  /** CPU microseconds, user and system. */
  readonly cpu: number;
  /** Resident bytes. */
  readonly memory: number;
  readonly statements: number;
}

export type Question = { readonly id: number; readonly ask: 'usage' | 'record' | 'recorded' };
export type Answer = { readonly id: number; readonly answer: unknown };
