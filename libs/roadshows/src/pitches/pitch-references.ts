import { Injectable } from '@nestjs/common';
import { Clock, DomainError, type FieldError, fieldError, invalid, type JsonObject, NOT_FOUND } from '@shuqiao/kernel';
import { Database } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { NOT_A_MEMBER } from '../roadshow.errors';
import { NOT_OPEN_DEMAND, NOT_OWN_PRODUCT, PITCHES_CLOSED } from './pitch.errors';
import { REFERENCES } from './pitch.query';
import type { PitchContent } from './pitch.types';

/** What review cases call an application to pitch. */
export const PITCH_SUBJECT = 'roadshow_application';

interface Referred {
  readonly [column: string]: unknown;
  readonly roadshow: JsonObject | null;
  readonly taking: boolean;
  readonly product: JsonObject | null;
  readonly demand: JsonObject | null;
  readonly members: string[];
}

/** What an application to pitch refers to. */
@Injectable()
export class PitchReferences {
  constructor(
    private readonly database: Database,
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
  ) {}

  /**
   * Checks what is referred to and returns what a reviewer judges, with the names of it.
   * @throws DomainError NOT_FOUND for the roadshow, PITCHES_CLOSED, or VALIDATION_FAILED naming each field.
   */
  async snapshot(pitch: { roadshowId: string; companyId: string }, content: PitchContent): Promise<JsonObject> {
    const { title, abstract, languages, productId, demandId, speakerAccountIds } = content;
    const asked = [pitch.roadshowId, pitch.companyId, productId, demandId, [...speakerAccountIds], this.clock.now()];
    const [found] = await this.database.query<Referred>(REFERENCES, asked);
    if (!found?.roadshow) throw new DomainError(NOT_FOUND);
    if (!found.taking) throw new DomainError(PITCHES_CLOSED);
    await this.taxonomy.requireLanguages(languages, (index) => `/languages/${index}`);
    const errors: FieldError[] = [];
    if (productId && !found.product) errors.push(fieldError('/productId', NOT_OWN_PRODUCT));
    if (demandId && !found.demand) errors.push(fieldError('/demandId', NOT_OPEN_DEMAND));
    speakerAccountIds.forEach((id, index) => {
      if (!found.members.includes(id)) errors.push(fieldError(`/speakerAccountIds/${index}`, NOT_A_MEMBER));
    });
    if (errors.length) throw invalid(...errors);
    const { roadshow, product, demand } = found;
    return {
      roadshow,
      title: { ...title },
      abstract: { ...abstract },
      languages: [...languages],
      product,
      demand,
      speakers: speakerAccountIds.length,
    };
  }
}
