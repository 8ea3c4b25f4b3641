import { Module } from '@nestjs/common';
import { CompaniesModule } from '@shuqiao/companies';
import { TaxonomyModule } from '@shuqiao/taxonomy';
import { EoiContacts } from './eoi-contacts.service';
import { EoiDecisions } from './eoi-decisions.service';
import { EoiFollowUp } from './eoi-follow-up.service';
import { EoiOffers } from './eoi-offers';
import { EoiReads } from './eoi-reads.service';
import { EoiSending } from './eoi-sending.service';
import { EoiStore } from './eoi-store';
import { OpenDemands } from './open-demand';

@Module({
  imports: [CompaniesModule, TaxonomyModule],
  providers: [OpenDemands, EoiStore, EoiOffers, EoiSending, EoiDecisions, EoiContacts, EoiFollowUp, EoiReads],
  exports: [EoiSending, EoiDecisions, EoiContacts, EoiFollowUp, EoiReads],
})
export class EngagementModule {}
