import { Module } from '@nestjs/common';
import { TaxonomyEditing } from './taxonomy-editing.service';
import { TaxonomyService } from './taxonomy.service';

@Module({ providers: [TaxonomyService, TaxonomyEditing], exports: [TaxonomyService, TaxonomyEditing] })
export class TaxonomyModule {}
