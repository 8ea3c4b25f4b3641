import { Module } from '@nestjs/common';
import { CompaniesModule } from '@shuqiao/companies';
import { DemandsModule } from '@shuqiao/demands';
import { TaxonomyModule } from '@shuqiao/taxonomy';
import { ImportRuns } from './import-runs.service';
import { Imports } from './imports.service';
import { RecordKeeper } from './record-keeper';

@Module({
  imports: [CompaniesModule, DemandsModule, TaxonomyModule],
  providers: [Imports, ImportRuns, RecordKeeper],
  exports: [Imports, ImportRuns],
})
export class ImportsModule {}
