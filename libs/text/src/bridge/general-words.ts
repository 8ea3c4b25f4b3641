import { stem } from '../stems';
import { featureNumber } from './feature-number';

/** What is bought and how, in any tender: it says nothing about the subject. */
const BUYING =
  'услуга закупка приобретение поставка поставщик предоставление оказание выполнение работа конкурс тендер лот договор контракт сопутствующий нужды ' +
  'соответствие спецификация исполнитель заказчик участник год новый аренда продление подписка передача продажа предмет лицензия лицензионный право использование неисключительный ' +
  'service procurement procure purchase supply supplier supplying hire hiring provision provide provider tender bid bidder request proposal quotation rfp rfq ' +
  'eoi expression interest contract agreement requirement required new various including along license licence licensing set setting setup work year ' +
  'rental rent lease subscription renewal annual turnkey selection appointment empanelment agency instruction document sign stamp scan official letterhead authorized upload north south east west zone ' +
  '购置 租赁 续费 外包 比选 询价 竞争性 磋商 谈判 公告 中标 成交 框架 协议 年度 预算 标段 采购 招标 投标 项目 服务 提供 供应 供应商 进行 相关 以及 包括 需求 许可 授权 服务商 提供商';

/** How companies speak of themselves: true of everyone. */
const PRAISING =
  'компания организация предприятие общество ответственность ограниченный группа ведущий специалист клиент качество современный единый ' +
  'company limited ltd pvt private inc llp corporation leading professional world best quality customer client business enterprise team experience based help innovative ' +
  'offer one india china global ' +
  '公司 有限公司 有限责任 股份 集团 科技 技术 企业 专业 领先 专注 致力 致力于 行业 客户 用户 实现 打造 业务 领域 国内 国家 高新技术 高科技 能力 优势 合作 合作伙伴 团队 核心 创新 发展 全面 ' +
  '一站式 一体化 成立 拥有 具有 公开 资料 显示 围绕 中国 北京 上海 全球 帮助 致力';

/** Words of grammar and of letters to bidders, beyond the stop words of search. */
const FUNCTION =
  'about above across after again all also am another any anyone because before being below best between both can cannot come could did do does doing done down during each either else even ever every few first ' +
  'further get give go good had here how however i ii iii just keep last less let like ll look make many may me might more most much must my near need next nor now off often once one only other others out over own part per please same see several ' +
  'shall she should since so some still such take than thank then therefore thereof these through thus too top two under until up upon us use used user using very via want way well whether while whole whom whose why within without would yes yet ' +
  'three invited invite interested submit submission detail following follow available day date time number different simple open point etc dear sir herein hereby firm consultant vendor area place ' +
  'который весь свой иной другой каждый любой также более менее между через после перед согласно включая согласие путем рамка часть вид целое цель первый второй один два три тысяча иметь мочь являться данный ' +
  '一 二 三 上 下 中 大 小 多 让 更 最 各 种 类 年 月 日 来 去 做 用 能 会 不 无 有 等等 通过 根据 基于 不同 各种 各类 多种 所有 其中 其他 目前 已经 成为 作为 使用 问题 情况 方式 方面 主要 快速 高效 有效 提高 提升 降低 满足 具备 结合 针对 同时 并且 随着 从而';

/** What questions ask with, and the verbs and measures that only carry a question. */
const ASKING =
  'какой каков какие каково кто кого кому кем что чего чему чем где куда откуда когда зачем почему отчего сколько скольких скольким насколько чей чья чьё каким каких какую какого ' +
  'происходить произойти случиться называть называться назвать зваться стать становиться был была бывать ' +
  'how why whether whatever whoever happen call name become ' +
  '谁 哪 哪个 哪位 哪里 哪儿 哪年 哪种 哪国 何 何时 何处 为何 为什么 为何 怎样 怎么样 怎么办 多少 几 几个 多大 多长 多高 多久 多远 什么样 什么时候 是否 吗 呢 叫 叫做 称为 被称为';

/** Kinds of work and of things that half of the field sells: they say something, but little. */
const COMMON =
  'доступ access технический поддержка сопровождение обслуживание обеспечение комплекс система проект решение обеспечивать установка внедрение разработка продукт продукция программный аппаратный оборудование обновление модернизация создание монтаж наладка ' +
  'installation install testing commissioning maintenance support develop development solution system software product project technology equipment application upgrade ' +
  'умный интеллектуальный цифровой интернет smart intelligent digital internet online 智能 智慧 数字化 互联网 网络 ' +
  '解决方案 方案 产品 系统 软件 平台 开发 研发 建设 应用 管理 支持 技术支持 维护 安装 运营 设备 升级 改造';

const WEIGHTS = new Map<string, number>([
  ...stemmed(ASKING, 0.05),
  ...stemmed(FUNCTION, 0.05),
  ...stemmed(COMMON, 0.5),
  ...stemmed(PRAISING, 0.15),
  ...stemmed(BUYING, 0.15),
]);

/** 1 for a word that tells the subject, less for the words of buying and selling and of anything at all. */
export function tellingWeight(unit: { token: string }): number {
  return WEIGHTS.get(unit.token) ?? 1;
}

let byPivot: Map<number, number> | undefined;

/** The same for an English stem that something translates to, by its number (`p:`). */
export function generalWeight(pivot: number): number {
  byPivot ??= new Map([...WEIGHTS].map(([token, weight]) => [featureNumber(`p:${token}`), weight]));
  return byPivot.get(pivot) ?? 1;
}

function stemmed(list: string, weight: number): [string, number][] {
  return list.split(' ').map((word) => [stem(word), weight]);
}
