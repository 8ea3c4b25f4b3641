import { BooleanField, EnumField, IdField, IntegerField, ObjectField, TextField, TimeField } from '@shuqiao/platform';
import {
  type Conflict,
  PROPOSAL_STATUSES,
  type ProposalConflict,
  type ProposalCourse,
  type ProposalDetail,
  type ProposalOrder,
  type ProposalStatus,
  type ProposedMeeting,
  type Rule,
  RULES,
  SCHEDULE_STATUSES,
  type Status,
} from '@shuqiao/roadshows';
import { ApiProperty } from '@nestjs/swagger';

export class ProposalOrderDto implements ProposalOrder {
  @BooleanField({
    optional: true,
    description: 'Scheduled meetings stay where they are as far as can be: only the fewest move.',
  })
  keepsScheduled: boolean = false;
  @IntegerField({ min: 1, max: 600, optional: true, description: 'Time that may be spent.' }) seconds: number = 60;
  @IntegerField({ min: 0, max: 2_147_483_647, optional: true }) seed: number = 1;
}

export class CourseView implements ProposalCourse {
  @IntegerField({ min: 0, max: 1_000_000, nullable: true, description: 'Null while not all are placed.' })
  breaks: number | null;
  @IntegerField({ min: 0, max: 1_000_000, nullable: true }) lowerBound: number | null;
}

export class ConflictView implements Conflict {
  @EnumField(RULES, { list: { max: 20 }, description: 'Rules that cannot be kept together.' }) rules: Rule[];
  @BooleanField({ description: 'Whether each of them is needed for the conflict.' }) minimal: boolean;
  @IdField({ list: { max: 2000 } }) participants: string[];
  @IdField({ list: { max: 20_000 } }) meetings: string[];
}

export class ProposalSummaryView {
  @IdField() id: string;
  @IdField() dayId: string;
  @EnumField(PROPOSAL_STATUSES) status: ProposalStatus;
  @BooleanField() keepsScheduled: boolean;
  @IntegerField({ min: 1, max: 600 }) seconds: number;
  @IntegerField({ min: 0, max: 2_147_483_647 }) seed: number;
  @ObjectField(() => CourseView, { nullable: true }) progress: CourseView | null;
  @EnumField(SCHEDULE_STATUSES, { nullable: true, description: '`optimal`: no schedule has fewer breaks.' })
  outcome: Status | null;
  @IntegerField({
    min: 0,
    max: 1_000_000,
    nullable: true,
    description: 'Proven: no schedule of all meetings has fewer breaks.',
  })
  lowerBound: number | null;
  @ObjectField(() => ConflictView, { nullable: true, description: 'Why not all meetings can be placed.' })
  conflict: ConflictView | null;
  @ApiProperty({ type: 'number', nullable: true, description: 'Seconds that it took.' }) took: number | null;
  @BooleanField() isConfirmed: boolean;
  @TimeField() createdAt: string;
  @IntegerField({ min: 1, max: 1_000_000 }) version: number;
}

export class ProposalPageView {
  @ObjectField(() => ProposalSummaryView, { list: { max: 100 } }) items: ProposalSummaryView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

export class ProposedMeetingView implements ProposedMeeting {
  @IdField() meetingId: string;
  @IntegerField({ min: 1, max: 31 }) slot: number;
  @IntegerField({ min: 1, max: 1000 }) table: number;
  @IdField({ nullable: true }) interpreterId: string | null;
}

export class ProposalConflictView implements ProposalConflict {
  @EnumField([...RULES, 'form']) rule: Rule | 'form';
  @IdField({ list: { max: 100 } }) meetingIds: string[];
  @IdField({ list: { max: 100 } }) companyIds: string[];
}

/** A proposal judged by the day as it is now. */
export class ProposalView extends ProposalSummaryView implements ProposalDetail {
  @ObjectField(() => ProposedMeetingView, { list: { max: 20_000 } }) meetings: ProposedMeetingView[];
  @IdField({ list: { max: 20_000 }, description: 'Accepted meetings that it gives no place.' }) unplaced: string[];
  @ObjectField(() => ProposalConflictView, { list: { max: 20_000 } }) conflicts: ProposalConflictView[];
  @IntegerField({ min: 0, max: 1_000_000 }) breaks: number;
  @IntegerField({ min: 0, max: 31 }) mostBreaks: number;
  @IntegerField({ min: 0, max: 31 }) leastBreaks: number;
  @IntegerField({ min: 0, max: 1_000_000 }) tableChanges: number;
  @IntegerField({ min: 0, max: 20_000, description: 'Scheduled meetings that it would move.' }) moves: number;
}

export class PlaceDto {
  @IntegerField({ min: 1, max: 31 }) slot: number;
  @IntegerField({ min: 1, max: 1000 }) table: number;
  @IdField({ nullable: true, optional: true }) interpreterId: string | null = null;
}

export class MoveDto {
  @ObjectField(() => PlaceDto, { nullable: true, description: 'Null takes the meeting out.' }) place: PlaceDto | null;
}

export class ConfirmDto {
  @IdField() proposalId: string;
}
