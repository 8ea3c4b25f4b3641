import { Module } from '@nestjs/common';
import { ModerationModule } from '@shuqiao/moderation';
import { TaxonomyModule } from '@shuqiao/taxonomy';
import { Capabilities } from './capabilities';
import { Companies } from './companies.service';
import { CompanyAccess } from './company-access';
import { CompanyDeletion } from './company-deletion.service';
import { CompanyWithdrawal } from './company-withdrawal.service';
import { CompanyPages } from './company-pages.service';
import { CompanyInspection } from './company-inspection.service';
import { CompanyDocuments } from './documents.service';
import { Findings } from './findings';
import { Certificates } from './items/certificates.service';
import { CompanyItems } from './items/company-items';
import { Contacts } from './items/contacts.service';
import { Products } from './items/products.service';
import { ReferenceCases } from './items/reference-cases.service';
import { Listings } from './listings.service';
import { LegalChanges } from './legal-changes.service';
import { NumberRegister } from './number-register';
import { ProfileReader } from './profile-content';
import { Profiles } from './profiles.service';
import { Publications } from './publications.service';
import { RenewalFollowUp } from './renewal-follow-up.service';
import { RenewalRegister } from './renewal-register';
import { Renewals } from './renewals.service';
import { Submissions } from './submissions.service';
import { Suspensions } from './suspensions.service';

const USED_BY_OTHERS = [
  ...[Companies, CompanyPages, CompanyDocuments, CompanyInspection, Profiles, Submissions, LegalChanges],
  ...[CompanyDeletion, CompanyWithdrawal, Suspensions, Products, ReferenceCases, Certificates, Contacts, Publications],
  ...[Renewals, RenewalFollowUp, Listings],
];

@Module({
  imports: [TaxonomyModule, ModerationModule],
  providers: [
    CompanyAccess,
    NumberRegister,
    Capabilities,
    ProfileReader,
    Findings,
    CompanyItems,
    RenewalRegister,
    ...USED_BY_OTHERS,
  ],
  exports: USED_BY_OTHERS,
})
export class CompaniesModule {}
