import { Module } from '@nestjs/common';
import { CountryEditing } from './country-editing.service';
import { Lexicon } from './lexicon/lexicon.service';
import { LexiconBridge } from './lexicon/lexicon-bridge';
import { TaxonomyEditing } from './taxonomy-editing.service';
import { TaxonomyService } from './taxonomy.service';

const services = [TaxonomyService, TaxonomyEditing, CountryEditing, Lexicon, LexiconBridge];

@Module({ providers: services, exports: services })
export class TaxonomyModule {}
