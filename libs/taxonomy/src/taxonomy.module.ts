import { Module } from '@nestjs/common';
import { CountryEditing } from './country-editing.service';
import { Lexicon } from './lexicon/lexicon.service';
import { LexiconBridge } from './lexicon/lexicon-bridge';
import { LexiconEditing } from './lexicon/lexicon-editing.service';
import { LexiconForms } from './lexicon/lexicon-forms';
import { LexiconList } from './lexicon/lexicon-list.query';
import { TaxonomyEditing } from './taxonomy-editing.service';
import { TaxonomyService } from './taxonomy.service';

const services = [
  TaxonomyService,
  TaxonomyEditing,
  CountryEditing,
  Lexicon,
  LexiconBridge,
  LexiconEditing,
  LexiconList,
];

@Module({ providers: [...services, LexiconForms], exports: services })
export class TaxonomyModule {}
