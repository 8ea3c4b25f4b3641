import {
  BooleanField,
  ConceptField,
  CountryField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  SnippetView,
  taggedTextDto,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import { CLOSE_REASONS } from '@shuqiao/demands';
import { DemandFacetsView, HighlightView, SearchPageView } from '../search/search.view';
import { BudgetDto } from './demand.dto';
import { ChangeView, DemandTermsView, PublishingCompanyView } from './demand.view';

const Text = taggedTextDto(10_000);
type TextView = InstanceType<typeof Text>;
const MOST = 2 ** 31 - 1;

/** A line of the public list. */
export class DemandSummaryView {
  @IdField() id: string;
  @IdField() companyId: string;
  @ObjectField(() => PublishingCompanyView, { nullable: true }) company: PublishingCompanyView | null;
  @IntegerField({ min: 1, max: MOST }) version: number;
  @EnumField(['published', 'closed']) status: string;
  @EnumField(CLOSE_REASONS, { nullable: true }) closeReason: string | null;
  @CountryField() country: string;
  @TextField({ max: 200, nullable: true }) place: string | null;
  @ObjectField(() => Text) title: TextView;
  @ObjectField(() => Text, { list: { max: 10 } }) titleTranslations: TextView[];
  @ObjectField(() => BudgetDto, { nullable: true }) budget: BudgetDto | null;
  @TimeField() deadline: string;
  @TimeField() publishedAt: string;
  @ConceptField({ list: { max: 300 } }) concepts: string[];
  @ObjectField(() => HighlightView, { list: { max: 20 }, optional: true }) highlights?: HighlightView[];
  @ObjectField(() => SnippetView, { optional: true, nullable: true }) snippet?: SnippetView | null;
}

export class DemandPageView extends SearchPageView {
  @ObjectField(() => DemandSummaryView, { list: { max: 100 } }) items: DemandSummaryView[];
  @ObjectField(() => DemandFacetsView, { optional: true, description: 'Where `facets` asks for it.' })
  facets?: DemandFacetsView;
}

/** A public version, also one that no longer holds. */
export class DemandVersionView extends DemandTermsView {
  @IntegerField({ min: 1, max: MOST }) version: number;
  @TimeField() publishedAt: string;
  @TimeField() versionPublishedAt: string;
  @ObjectField(() => Text, { nullable: true }) reason: TextView | null;
  @ObjectField(() => ChangeView, { list: { max: 400 } }) changes: ChangeView[];
  @BooleanField() material: boolean;
}
