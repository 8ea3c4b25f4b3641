import { type DynamicModule, Module } from '@nestjs/common';
import { CompaniesModule, COMPANY_ENTITIES } from '@shuqiao/companies';
import { DEMAND_ENTITIES, DemandsModule } from '@shuqiao/demands';
import { ENGAGEMENT_ENTITIES, EngagementModule } from '@shuqiao/engagement';
import { ImportsModule } from '@shuqiao/imports';
import { IdentityModule } from '@shuqiao/identity';
import { MatchingModule, SearchModule, UnknownTermsModule } from '@shuqiao/matching';
import { ModerationModule } from '@shuqiao/moderation';
import { NotificationsModule } from '@shuqiao/notifications';
import { PlatformModule, type PlatformOptions } from '@shuqiao/platform';
import { RoadshowsModule } from '@shuqiao/roadshows';
import { EventHandlers } from './event-handlers';
import { RoadshowHandlers } from './roadshow-handlers';
import { JobRunner } from './job-runner';
import { Schedules } from './schedules';

export type ProgramOptions = Pick<PlatformOptions, 'config' | 'clock'>;

/** Jobs: the outbox relay, the handlers of events, and what happens by the clock. */
@Module({})
export class WorkerModule {
  static forRoot(options: ProgramOptions): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forRoot({
          ...options,
          role: 'shuqiao_worker',
          entities: [...COMPANY_ENTITIES, ...DEMAND_ENTITIES, ...ENGAGEMENT_ENTITIES],
        }),
        IdentityModule.forWorker(),
        ModerationModule,
        CompaniesModule,
        DemandsModule,
        ImportsModule,
        MatchingModule,
        EngagementModule,
        RoadshowsModule,
        SearchModule,
        NotificationsModule,
        UnknownTermsModule,
      ],
      providers: [RoadshowHandlers, EventHandlers, Schedules, JobRunner],
      exports: [JobRunner],
    };
  }
}
