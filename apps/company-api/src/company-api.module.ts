import { type DynamicModule, Module } from '@nestjs/common';
import { CompaniesModule, COMPANY_ENTITIES } from '@shuqiao/companies';
import { DEMAND_ENTITIES, DemandsModule } from '@shuqiao/demands';
import { ENGAGEMENT_ENTITIES, EngagementModule } from '@shuqiao/engagement';
import { IdentityModule } from '@shuqiao/identity';
import { MatchingModule, SearchModule } from '@shuqiao/matching';
import { ModerationModule } from '@shuqiao/moderation';
import { NotificationsModule } from '@shuqiao/notifications';
import { PlatformModule, type PlatformOptions } from '@shuqiao/platform';
import { RoadshowsModule } from '@shuqiao/roadshows';
import { TAXONOMY_ENTITIES, TaxonomyModule } from '@shuqiao/taxonomy';
import { CompanySearchController } from './companies/company-search.controller';
import { COMPANY_CONTROLLERS } from './companies';
import { CompanyDemandsController } from './demands/company-demands.controller';
import { DemandAttachmentsController } from './demands/demand-attachments.controller';
import { DemandQuestionsController } from './demands/demand-questions.controller';
import { DemandsController } from './demands/demands.controller';
import { PublishedDemandsController } from './demands/published-demands.controller';
import { CompanyEoisController } from './engagement/company-eois.controller';
import { EoiViews } from './engagement/eoi-views';
import { EoiAttachmentsController } from './engagement/eoi-attachments.controller';
import { EoisController } from './engagement/eois.controller';
import { OfferComparisonController } from './engagement/offer-comparison.controller';
import { ChainsController } from './matching/chains.controller';
import { MailLinkPagesController } from './matching/mail-link-pages.controller';
import { MatchDigestController } from './matching/match-digest.controller';
import { MatchDismissalLinksController } from './matching/match-dismissal-links.controller';
import { MatchesController } from './matching/matches.controller';
import { OpeningsController } from './matching/openings.controller';
import { MATCHMAKING_CONTROLLERS } from './matchmaking';
import { MailboxController } from './notifications/mailbox.controller';
import { NotificationsController } from './notifications/notifications.controller';
import { AgendaController } from './roadshows/agenda.controller';
import { BookingsController } from './roadshows/bookings.controller';
import { CalendarsController } from './roadshows/calendars.controller';
import { CheckInCodesController } from './roadshows/check-in-codes.controller';
import { FeedbackController } from './roadshows/feedback.controller';
import { RemindersController } from './roadshows/reminders.controller';
import { PitchesController } from './roadshows/pitches.controller';
import { RoadshowsController } from './roadshows/roadshows.controller';
import { SavedSearchesController } from './saved-searches/saved-searches.controller';
import { SavedSearchUnsubscriptionsController } from './saved-searches/saved-search-unsubscriptions.controller';
import { IDENTITY_CONTROLLERS } from './identity';
import { FilesController } from './files/files.controller';
import { SuggestionsController } from './search/suggestions.controller';
import { TaxonomyController } from './taxonomy/taxonomy.controller';

export type ProgramOptions = Pick<PlatformOptions, 'config' | 'clock'>;

/** HTTP for firms and the public: `/api/v1`. */
@Module({})
export class CompanyApiModule {
  static forRoot(options: ProgramOptions): DynamicModule {
    return {
      module: CompanyApiModule,
      imports: [
        PlatformModule.forRoot({
          ...options,
          role: 'shuqiao_company',
          entities: [...TAXONOMY_ENTITIES, ...COMPANY_ENTITIES, ...DEMAND_ENTITIES, ...ENGAGEMENT_ENTITIES],
        }),
        IdentityModule.forAudience('company'),
        TaxonomyModule,
        ModerationModule,
        CompaniesModule,
        DemandsModule,
        MatchingModule,
        EngagementModule,
        RoadshowsModule,
        SearchModule,
        NotificationsModule,
      ],
      controllers: [
        ...IDENTITY_CONTROLLERS,
        TaxonomyController,
        CompanySearchController,
        SuggestionsController,
        ...COMPANY_CONTROLLERS,
        FilesController,
        DemandsController,
        CompanyDemandsController,
        PublishedDemandsController,
        DemandQuestionsController,
        DemandAttachmentsController,
        CompanyEoisController,
        EoisController,
        EoiAttachmentsController,
        OfferComparisonController,
        ChainsController,
        MatchesController,
        MatchDigestController,
        MatchDismissalLinksController,
        MailLinkPagesController,
        OpeningsController,
        AgendaController,
        BookingsController,
        PitchesController,
        RoadshowsController,
        ...MATCHMAKING_CONTROLLERS,
        CalendarsController,
        CheckInCodesController,
        FeedbackController,
        RemindersController,
        NotificationsController,
        SavedSearchesController,
        SavedSearchUnsubscriptionsController,
        MailboxController,
      ],
      providers: [EoiViews],
    };
  }
}
