import { Module } from '@nestjs/common';
import { TaxonomyModule } from '@shuqiao/taxonomy';
import { Sightings } from './sightings';
import { UnknownTermExamples } from './unknown-term-examples';
import { UnknownTermIndex } from './unknown-term-index';
import { UnknownTermWalk } from './unknown-term-walk';
import { UnknownTerms } from './unknown-terms.service';

/** What the lexicon lacks: the worker keeps it, the secretariat's API shows it. */
@Module({
  imports: [TaxonomyModule],
  providers: [Sightings, UnknownTermExamples, UnknownTermIndex, UnknownTermWalk, UnknownTerms],
  exports: [UnknownTermIndex, UnknownTermWalk, UnknownTerms],
})
export class UnknownTermsModule {}
