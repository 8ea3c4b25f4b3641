import { Module } from '@nestjs/common';
import { TaxonomyModule } from '@shuqiao/taxonomy';
import { Companies } from './companies.service';
import { CompanyAccess } from './company-access';
import { NumberRegister } from './number-register';

@Module({ imports: [TaxonomyModule], providers: [CompanyAccess, NumberRegister, Companies], exports: [Companies] })
export class CompaniesModule {}
