import { Module } from '@nestjs/common';
import { CompaniesModule } from '@shuqiao/companies';
import { DemandsModule } from '@shuqiao/demands';
import { TaxonomyModule } from '@shuqiao/taxonomy';
import { EoiAttachments } from './eoi-attachments.service';
import { EoiComparison } from './eoi-comparison.service';
import { EoiContacts } from './eoi-contacts.service';
import { EoiDecisions } from './eoi-decisions.service';
import { EoiFollowUp } from './eoi-follow-up.service';
import { EoiOffers } from './eoi-offers';
import { EoiReads } from './eoi-reads.service';
import { EoiSending } from './eoi-sending.service';
import { EoiStore } from './eoi-store';

@Module({
  imports: [CompaniesModule, DemandsModule, TaxonomyModule],
  providers: [
    EoiStore,
    EoiOffers,
    EoiAttachments,
    EoiComparison,
    EoiSending,
    EoiDecisions,
    EoiContacts,
    EoiFollowUp,
    EoiReads,
  ],
  exports: [EoiAttachments, EoiComparison, EoiSending, EoiDecisions, EoiContacts, EoiFollowUp, EoiReads],
})
export class EngagementModule {}
