import { Injectable } from '@nestjs/common';
import type { Actor } from '@shuqiao/kernel';
import { type FitReport, reportFit } from './fit/fit-report';
import { TrainingExamples } from './fit/training-examples';
import { MatchQualityDays } from './match-quality-days';

/** Learns weights from what was done with matches. It proposes, and changes nothing: that is for a person to do. */
@Injectable()
export class MatchFit {
  constructor(
    private readonly days: MatchQualityDays,
    private readonly examples: TrainingExamples,
  ) {}

  async propose(actor: Actor): Promise<FitReport> {
    await this.days.fold(actor);
    return reportFit(await this.examples.read(actor), await this.examples.weights(actor));
  }
}
