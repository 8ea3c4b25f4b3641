import { Company } from './company.entity';

export { Companies, type MyCompany, type NewCompany } from './companies.service';
export * from './companies.errors';
export * from './companies.events';
export { CompaniesModule } from './companies.module';
export { Company } from './company.entity';
export * from './company.types';
export * from './registration-number';
export { checkRegistrationNumbers, type TypedNumber } from './registration-numbers';

export const COMPANY_ENTITIES = [Company];
