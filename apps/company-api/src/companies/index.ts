import { CertificatesController } from './certificates.controller';
import { CompaniesController } from './companies.controller';
import { CompanyChecksController } from './company-checks.controller';
import { ContactsController } from './contacts.controller';
import { CompanyPagesController } from './company-pages.controller';
import { CompanyDocumentsController } from './documents.controller';
import { ProductsController } from './products.controller';
import { ProfileController } from './profile.controller';
import { ReferenceCasesController } from './reference-cases.controller';
import { RegistrationSchemesController } from './registration-schemes.controller';

/** In the order of their routes: fixed paths come before `companies/:companyId`. */
export const COMPANY_CONTROLLERS = [
  RegistrationSchemesController,
  CompanyChecksController,
  CompaniesController,
  CompanyPagesController,
  ProfileController,
  ProductsController,
  ReferenceCasesController,
  CertificatesController,
  ContactsController,
  CompanyDocumentsController,
];
