import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DemandQuestions, QuestionList, type QuestionView } from '@shuqiao/demands';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IdPipe, type JsonBytes } from '@shuqiao/platform';
import { AnswerDto, AskDto, QuestionPageView, QuestionPublicView, QuestionsQuery } from './question.dto';

/** Questions about a demand, asked and answered before everybody; the asker stays hidden. */
@ApiTags('demands')
@Controller()
export class DemandQuestionsController {
  constructor(
    private readonly questions: DemandQuestions,
    private readonly questionList: QuestionList,
  ) {}

  @Get('demands/:demandId/questions')
  @Access('public')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOkResponse({ type: QuestionPageView })
  list(@Param('demandId', IdPipe) demandId: string, @Query() query: QuestionsQuery): Promise<JsonBytes> {
    return this.questionList.page(demandId, query);
  }

  @Post('demands/:demandId/questions')
  @Access('demand.ask')
  @Creates()
  @ApiCreatedResponse({ type: QuestionPublicView })
  ask(
    @CurrentActor() actor: Actor,
    @Param('demandId', IdPipe) demandId: string,
    @Body() dto: AskDto,
  ): Promise<QuestionView> {
    return this.questions.ask(actor, demandId, dto.companyId, dto.question);
  }

  @Post('companies/:companyId/demands/:demandId/questions/:questionId/answer')
  @HttpCode(200)
  @Access('demand.edit')
  @ApiOkResponse({ type: QuestionPublicView })
  answer(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
    @Param('questionId', IdPipe) questionId: string,
    @Body() dto: AnswerDto,
  ): Promise<QuestionView> {
    return this.questions.answer(actor, companyId, demandId, questionId, dto.answer);
  }
}
