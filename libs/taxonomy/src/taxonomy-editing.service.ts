import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, type Language, type LocalizedText, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION } from '@shuqiao/platform';
import { ancestors, Concept, type Synonyms } from './concept.entity';
import { CONCEPT_IN_USE } from './taxonomy.errors';

export interface ConceptContent {
  readonly labels: LocalizedText;
  readonly synonyms: Synonyms;
  readonly codes: Readonly<Record<string, readonly string[]>>;
  readonly sort: number;
}

/** What the secretariat changes in the reference data. Each change is announced, since indexes follow it. */
@Injectable()
export class TaxonomyEditing {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Adds a concept under the parent that its code names. @throws NOT_FOUND when there is no such parent. */
  addConcept(actor: Actor, code: string, content: ConceptContent): Promise<Concept> {
    return this.database.transaction(actor, async () => {
      const [parent = null] = ancestors(code);
      if (parent && !(await this.find(parent))) throw new DomainError(NOT_FOUND);
      const concept = this.database
        .repository(Concept)
        .create({ code, parent, ...pick(content), version: 1, editedAt: this.clock.now() });
      await this.database.repository(Concept).insert(concept);
      await this.announce(actor, 'concept.added', code);
      return concept;
    });
  }

  changeConcept(actor: Actor, code: string, version: number, content: Partial<ConceptContent>): Promise<Concept> {
    return this.database.transaction(actor, async () => {
      const concept = await this.require(code, version);
      Object.assign(concept, pick({ ...pick(concept), ...defined(content) }));
      return this.save(actor, concept, 'concept.changed');
    });
  }

  /** Takes a concept out of choice. @throws CONCEPT_IN_USE while a concept below it is not retired. */
  retireConcept(actor: Actor, code: string, version: number): Promise<Concept> {
    return this.database.transaction(actor, async () => {
      const concept = await this.require(code, version);
      const below = await this.database
        .repository(Concept)
        .createQueryBuilder('concept')
        .where('concept.parent = :code', { code })
        .andWhere('concept.retiredAt IS NULL')
        .getExists();
      if (below) throw new DomainError(CONCEPT_IN_USE);
      concept.retiredAt = this.clock.now();
      return this.save(actor, concept, 'concept.retired');
    });
  }

  private find(code: string): Promise<Concept | null> {
    return this.database.repository(Concept).findOne({ where: { code }, lock: { mode: 'pessimistic_write' } });
  }

  private async require(code: string, version: number): Promise<Concept> {
    const concept = await this.find(code);
    if (!concept) throw new DomainError(NOT_FOUND);
    if (concept.version !== version) throw new DomainError(STALE_VERSION);
    return concept;
  }

  private async save(actor: Actor, concept: Concept, action: string): Promise<Concept> {
    concept.version += 1;
    concept.editedAt = this.clock.now();
    await this.database.repository(Concept).save(concept);
    await this.announce(actor, action, concept.code);
    return concept;
  }

  private async announce(actor: Actor, action: string, code: string): Promise<void> {
    await this.audit.record(actor, { action, subjectType: 'concept', subjectId: code });
    await this.outbox.publish(actor, { name: 'taxonomy.changed.v1', payload: { code } });
  }
}

function pick({ labels, synonyms, codes, sort }: ConceptContent): ConceptContent {
  const of = <T>(texts: Readonly<Record<Language, T>>) => ({ zh: texts.zh, ru: texts.ru, en: texts.en });
  return { labels: of(labels), synonyms: of(synonyms), codes, sort };
}

function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Partial<T>;
}
