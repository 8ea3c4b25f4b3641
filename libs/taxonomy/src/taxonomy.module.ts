import { Module } from '@nestjs/common';
import { CountryEditing } from './country-editing.service';
import { TaxonomyEditing } from './taxonomy-editing.service';
import { TaxonomyService } from './taxonomy.service';

@Module({
  providers: [TaxonomyService, TaxonomyEditing, CountryEditing],
  exports: [TaxonomyService, TaxonomyEditing, CountryEditing],
})
export class TaxonomyModule {}
