import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  DomainError,
  fieldError,
  invalid,
  type JsonObject,
  type Language,
  LANGUAGES,
  newId,
  NOT_FOUND,
  TOO_LONG,
} from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION, type Statement } from '@shuqiao/platform';
import { TaxonomyService } from '../taxonomy.service';
import { LEXICON_FORM_TAKEN, LEXICON_TERM_NOT_WITHDRAWN, LEXICON_TERM_WITHDRAWN } from './lexicon.errors';
import { LexiconForms, placesOf } from './lexicon-forms';
import {
  type Forms,
  MOST_FORMS,
  TERM_COLUMNS,
  type TermContent,
  type TermRecord,
  type TermState,
} from './lexicon-term';

/**
 * What staff change in the lexicon: terms of their own, and corrections of shipped ones. Each change is one transaction with
 * its audit entry and `lexicon.changed.v1`; one comes after the other, since each must see the forms of the one before.
 */
@Injectable()
export class LexiconEditing {
  constructor(
    private readonly database: Database,
    private readonly taxonomy: TaxonomyService,
    private readonly forms: LexiconForms,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds a term. `at` is the pointer to the term in the request.
   * @throws DomainError VALIDATION_FAILED for forms that are wrong or lead to another term; LEXICON_FULL.
   */
  add(actor: Actor, content: TermContent, at = ''): Promise<TermRecord> {
    return this.database.transaction(actor, async () => {
      await this.database.query(LOCK, [1]);
      const id = newId();
      await this.check(id, content, null, at);
      const { kind, concept, forms, reason } = content;
      const values = [id, kind, concept, forms.zh, forms.ru, forms.en, reason, actor.accountId, this.clock.now()];
      const [term] = await this.database.query<Row>(ADD, values);
      return this.settle(actor, 'added', term, { kind, concept, added: listOf(forms), reason });
    });
  }

  /**
   * Replaces what is said of a term, also of a shipped one.
   * @throws DomainError NOT_FOUND, STALE_VERSION, LEXICON_TERM_WITHDRAWN, VALIDATION_FAILED.
   */
  change(actor: Actor, id: string, version: number, content: TermContent, at = ''): Promise<TermRecord> {
    return this.database.transaction(actor, async () => {
      const known = await this.require(id, version);
      if (known.state === 'withdrawn') throw new DomainError(LEXICON_TERM_WITHDRAWN);
      await this.check(id, content, known, at);
      const { kind, concept, forms, reason } = content;
      const [before, after] = [listOf(known.forms), listOf(forms)];
      const added = after.filter((form) => !before.includes(form));
      const removed = before.filter((form) => !after.includes(form));
      const term = await this.save(actor, known, content);
      return this.settle(actor, 'changed', term, { kind, concept, added, removed, reason });
    });
  }

  /**
   * Gives a term one more form. `pointer` is where the form stands in the request.
   * @throws DomainError NOT_FOUND, STALE_VERSION, LEXICON_TERM_WITHDRAWN, VALIDATION_FAILED.
   */
  addForm(actor: Actor, id: string, version: number, addition: FormAddition, pointer: string): Promise<TermRecord> {
    return this.database.transaction(actor, async () => {
      const known = await this.require(id, version);
      if (known.state === 'withdrawn') throw new DomainError(LEXICON_TERM_WITHDRAWN);
      const { language, form, reason } = addition;
      const forms = { ...known.forms, [language]: [...new Set([...known.forms[language], form])] };
      if (forms[language].length > MOST_FORMS) throw invalid(fieldError(pointer, TOO_LONG, { max: MOST_FORMS }));
      // Nothing else is new, so nothing else can be wrong.
      const faults = await this.forms.faults(id, forms, known.forms, '');
      if (faults.length) throw invalid(...faults.map((fault) => ({ ...fault, pointer })));
      const term = await this.save(actor, known, { ...known, forms, reason });
      return this.settle(actor, 'changed', term, { added: [form], removed: [], reason });
    });
  }

  /** Takes a term out of use: texts are read as if it were not there. @throws DomainError NOT_FOUND, STALE_VERSION, LEXICON_TERM_WITHDRAWN. */
  withdraw(actor: Actor, id: string, version: number, reason: string): Promise<TermRecord> {
    return this.database.transaction(actor, async () => {
      const known = await this.require(id, version);
      if (known.state === 'withdrawn') throw new DomainError(LEXICON_TERM_WITHDRAWN);
      const term = await this.save(actor, { ...known, state: 'withdrawn' }, { ...known, reason });
      return this.settle(actor, 'withdrawn', term, { reason });
    });
  }

  /** Takes a withdrawal back. @throws DomainError LEXICON_FORM_TAKEN where one of its forms was given to another term since. */
  restore(actor: Actor, id: string, version: number): Promise<TermRecord> {
    return this.database.transaction(actor, async () => {
      const known = await this.require(id, version);
      if (known.state === 'active') throw new DomainError(LEXICON_TERM_NOT_WITHDRAWN);
      const [taken] = await this.forms.taken(id, placesOf(known.forms));
      if (taken) throw new DomainError(LEXICON_FORM_TAKEN, { ...taken.params });
      const term = await this.save(actor, { ...known, state: 'active' }, { ...known, reason: null });
      return this.settle(actor, 'restored', term, {});
    });
  }

  private async require(id: string, version: number): Promise<TermRecord> {
    await this.database.query(LOCK, [0]);
    const [term] = await this.database.query<Row>(FIND, [id]);
    if (!term) throw new DomainError(NOT_FOUND);
    if (term.version !== version) throw new DomainError(STALE_VERSION);
    return term;
  }

  private async check(id: string, content: TermContent, known: TermRecord | null, at: string): Promise<void> {
    const faults = await this.forms.faults(id, content.forms, known?.forms ?? null, at);
    if (faults.length) throw invalid(...faults);
    const { concept } = content;
    // A concept that was retired since may stay.
    if (concept !== null && concept !== known?.concept)
      await this.taxonomy.requireConcepts([concept], () => `${at}/concept`);
  }

  private async save(
    actor: Actor,
    { id, state }: { id: string; state: TermState },
    { kind, concept, forms, reason }: TermContent,
  ): Promise<TermRecord> {
    const content = [kind, concept, forms.zh, forms.ru, forms.en];
    const values = [id, state, ...content, reason, actor.accountId, this.clock.now()];
    const [term] = await this.database.query<Row>(CHANGE, values);
    return term;
  }

  private async settle(actor: Actor, act: string, term: TermRecord, details: JsonObject): Promise<TermRecord> {
    await this.forms.write(term.id, term.state === 'active' ? term.forms : NO_FORMS);
    await this.audit.record(actor, {
      action: `lexicon_term.${act}`,
      subjectType: 'lexicon_term',
      subjectId: term.id,
      details,
    });
    await this.outbox.publish(actor, { name: 'lexicon.changed.v1', payload: { termId: term.id } });
    return term;
  }
}

/** One more form of a term, and why. */
export interface FormAddition {
  readonly language: Language;
  readonly form: string;
  readonly reason: string | null;
}

type Row = TermRecord & Record<string, unknown>;

const NO_FORMS: Forms = { zh: [], ru: [], en: [] };

function listOf(forms: Forms): string[] {
  return LANGUAGES.flatMap((language) => [...forms[language]]);
}

// The row is locked until the transaction ends. $1: how many terms of staff's own there are more.
const LOCK: Statement = {
  name: 'lexicon.lock',
  text: 'UPDATE lexicon_state SET edition = edition + 1, staff_terms = staff_terms + $1',
};
const FIND: Statement = {
  name: 'lexicon.find-term',
  text: `SELECT ${TERM_COLUMNS} FROM lexicon_terms term WHERE id = $1 FOR UPDATE`,
};
const ADD: Statement = {
  name: 'lexicon.add-term',
  text: `INSERT INTO lexicon_terms AS term (id, kind, concept, zh, ru, en, reason, edited_by, edited_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${TERM_COLUMNS}`,
};
const CHANGE: Statement = {
  name: 'lexicon.change-term',
  text: `UPDATE lexicon_terms term SET state = $2, kind = $3, concept = $4, zh = $5, ru = $6, en = $7, reason = $8, edited_by = $9,
           edited_at = $10, version = version + 1
         WHERE id = $1 RETURNING ${TERM_COLUMNS}`,
};
