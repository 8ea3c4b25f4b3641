import { type DynamicModule, Module } from '@nestjs/common';
import { ENGAGEMENT_ENTITIES, EngagementModule } from '@shuqiao/engagement';
import { DEMAND_ENTITIES, DemandsModule } from '@shuqiao/demands';
import { CompaniesModule, COMPANY_ENTITIES } from '@shuqiao/companies';
import { ImportsModule } from '@shuqiao/imports';
import { IdentityModule } from '@shuqiao/identity';
import { MatchingModule, UnknownTermsModule } from '@shuqiao/matching';
import { ModerationModule } from '@shuqiao/moderation';
import { NotificationsModule } from '@shuqiao/notifications';
import { PlatformModule, type PlatformOptions } from '@shuqiao/platform';
import { RoadshowsModule } from '@shuqiao/roadshows';
import { TAXONOMY_ENTITIES, TaxonomyModule } from '@shuqiao/taxonomy';
import { DemandsController } from './demands/demands.controller';
import { IDENTITY_CONTROLLERS } from './identity';
import { AuditController } from './audit/audit.controller';
import { CompaniesController } from './companies/companies.controller';
import { DecisionTemplatesController } from './moderation/decision-templates.controller';
import { EoisController } from './engagement/eois.controller';
import { ImportsController } from './imports/imports.controller';
import { ChainsController } from './matching/chains.controller';
import { MatchQualityController } from './matching/match-quality.controller';
import { MatchSettingsController } from './matching/match-settings.controller';
import { MatchesController } from './matching/matches.controller';
import { ReviewCasesController } from './moderation/review-cases.controller';
import { NotificationsController } from './notifications/notifications.controller';
import { AgendaController } from './roadshows/agenda.controller';
import { BookingsController } from './roadshows/bookings.controller';
import { InterpretersController } from './roadshows/interpreters.controller';
import { CheckInsController } from './roadshows/check-ins.controller';
import { FeedbackController } from './roadshows/feedback.controller';
import { RoadshowSessionsController } from './roadshows/roadshow-sessions.controller';
import { MATCHMAKING_CONTROLLERS } from './matchmaking';
import { RoadshowsController } from './roadshows/roadshows.controller';
import { PitchesController } from './roadshows/pitches.controller';
import { SeriesController } from './roadshows/series.controller';
import { SessionPeopleController } from './roadshows/session-people.controller';
import { VenuesController } from './roadshows/venues.controller';
import { CountriesController } from './taxonomy/countries.controller';
import { LexiconTermsController } from './taxonomy/lexicon-terms.controller';
import { TaxonomyController } from './taxonomy/taxonomy.controller';
import { UnknownTermsController } from './taxonomy/unknown-terms.controller';

export type ProgramOptions = Pick<PlatformOptions, 'config' | 'clock'>;

/** HTTP for the secretariat: `/admin/v1`. */
@Module({})
export class AdminApiModule {
  static forRoot(options: ProgramOptions): DynamicModule {
    return {
      module: AdminApiModule,
      imports: [
        PlatformModule.forRoot({
          ...options,
          role: 'shuqiao_staff',
          entities: [...TAXONOMY_ENTITIES, ...COMPANY_ENTITIES, ...DEMAND_ENTITIES, ...ENGAGEMENT_ENTITIES],
        }),
        IdentityModule.forAudience('staff'),
        TaxonomyModule,
        ModerationModule,
        CompaniesModule,
        DemandsModule,
        ImportsModule,
        MatchingModule,
        EngagementModule,
        RoadshowsModule,
        NotificationsModule,
        UnknownTermsModule,
      ],
      controllers: [
        AuditController,
        ...IDENTITY_CONTROLLERS,
        CompaniesController,
        DemandsController,
        DecisionTemplatesController,
        EoisController,
        ImportsController,
        ChainsController,
        MatchesController,
        MatchQualityController,
        MatchSettingsController,
        ReviewCasesController,
        CountriesController,
        LexiconTermsController,
        TaxonomyController,
        UnknownTermsController,
        BookingsController,
        RoadshowSessionsController,
        CheckInsController,
        FeedbackController,
        RoadshowsController,
        ...MATCHMAKING_CONTROLLERS,
        AgendaController,
        SeriesController,
        PitchesController,
        VenuesController,
        InterpretersController,
        SessionPeopleController,
        NotificationsController,
      ],
    };
  }
}
