import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  newId,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Audit, Database, STALE_VERSION } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import {
  ADD_LANGUAGES,
  DROP_OTHER_LANGUAGES,
  FIND_INTERPRETER,
  INSERT_INTERPRETER,
  LIST_INTERPRETERS,
  LOCK_INTERPRETER,
  RETIRE_INTERPRETER,
  UPDATE_INTERPRETER,
  WORK_TO_COME,
} from './interpreter.query';
import { INTERPRETER_NEEDED } from './people.errors';
import type { InterpreterContent, InterpreterDetail } from './people.types';

/** The secretariat's list of interpreters. The audit names nobody: it would keep what a retirement erases. */
@Injectable()
export class Interpreters {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
  ) {}

  add(actor: Actor, content: InterpreterContent): Promise<InterpreterDetail> {
    return this.database.transaction(actor, async () => {
      await this.requireLanguages(content);
      const id = newId();
      await this.database.query(INSERT_INTERPRETER, [id, actor.accountId, this.clock.now(), ...columns(content)]);
      await this.database.query(ADD_LANGUAGES, [id, [...content.languages]]);
      await this.record(actor, 'interpreter.added', id);
      return this.load(id);
    });
  }

  /** @throws DomainError INTERPRETER_LANGUAGE_USED when a language is left out that an assignment needs. */
  change(actor: Actor, id: string, version: number, content: InterpreterContent): Promise<InterpreterDetail> {
    return this.database.transaction(actor, async () => {
      await this.lock(id);
      await this.requireLanguages(content);
      const changed = await this.database.query(UPDATE_INTERPRETER, [
        id,
        version,
        this.clock.now(),
        ...columns(content),
      ]);
      if (!changed.length) throw new DomainError(STALE_VERSION);
      await this.database.query(ADD_LANGUAGES, [id, [...content.languages]]);
      await this.database.query(DROP_OTHER_LANGUAGES, [id, [...content.languages]]);
      await this.record(actor, 'interpreter.changed', id);
      return this.load(id);
    });
  }

  /**
   * Takes an interpreter off the list and erases the name and the contact; what was interpreted stays on record.
   * @throws DomainError INTERPRETER_NEEDED, with the sessions, while there is work to come.
   */
  retire(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      await this.lock(id);
      const work = await this.database.query(WORK_TO_COME, [id, now]);
      if (work.length) throw new DomainError(INTERPRETER_NEEDED, { work });
      await this.database.query(RETIRE_INTERPRETER, [id, now]);
      await this.record(actor, 'interpreter.retired', id);
    });
  }

  find(actor: Actor, id: string): Promise<InterpreterDetail> {
    return this.database.transaction(actor, () => this.load(id));
  }

  /** Who is not retired, newest first; with `language`, who has it. */
  list(actor: Actor, filter: { language?: string | undefined }, page: PageRequest): Promise<Page<InterpreterDetail>> {
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      const values = [filter.language ?? null, after, page.limit + 1];
      const rows = await this.database.query<{ view: InterpreterDetail }>(LIST_INTERPRETERS, values);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        (interpreter) => [interpreter.id],
      );
    });
  }

  private async load(id: string): Promise<InterpreterDetail> {
    const [row] = await this.database.query<{ view: InterpreterDetail }>(FIND_INTERPRETER, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }

  private async lock(id: string): Promise<void> {
    const [row] = await this.database.query<{ retired: boolean }>(LOCK_INTERPRETER, [id]);
    if (!row || row.retired) throw new DomainError(NOT_FOUND);
  }

  private requireLanguages({ languages }: InterpreterContent): Promise<void> {
    return this.taxonomy.requireLanguages(languages, (index) => `/languages/${index}`);
  }

  private record(actor: Actor, action: string, subjectId: string): Promise<void> {
    return this.audit.record(actor, { action, subjectType: 'interpreter', subjectId });
  }
}

function columns({ name, email, phone, note }: InterpreterContent): unknown[] {
  return [JSON.stringify(name), email, phone, note];
}
