import { defineFieldError, defineProblem, type FieldErrorKind, type LocalizedText, NOT_FOUND } from '@shuqiao/kernel';
import { constraintProblem, FILE_IN_USE } from '@shuqiao/platform';
import type { RegistrationNumberReason } from './registration-number';

export const COMPANY_NOT_VERIFIED = defineProblem('COMPANY_NOT_VERIFIED', 409, {
  zh: '企业尚未通过认证，暂不能执行此操作。',
  ru: 'Это действие доступно только организациям, прошедшим верификацию.',
  en: 'Only a verified company can do this.',
});
export const COMPANY_NOT_EDITABLE = defineProblem('COMPANY_NOT_EDITABLE', 409, {
  zh: '企业资料在当前状态下不可修改。',
  ru: 'В текущем состоянии профиль организации изменить нельзя.',
  en: 'The company profile cannot be changed in its present state.',
});
export const COMPANY_NOT_SUBMITTABLE = defineProblem('COMPANY_NOT_SUBMITTABLE', 409, {
  zh: '只有草稿或被退回的企业资料才能提交审核。',
  ru: 'Отправить на проверку можно только черновик или возвращённый профиль.',
  en: 'Only a draft or a returned company can be submitted for review.',
});
export const COMPANY_INCOMPLETE = defineProblem('COMPANY_INCOMPLETE', 409, {
  zh: '企业资料尚不完整，请补充缺少的内容后再提交。',
  ru: 'Профиль заполнен не полностью. Добавьте недостающие сведения и отправьте его снова.',
  en: 'The company profile is not complete yet. Please add what is missing before you submit it.',
});
export const COMPANY_ALREADY_REGISTERED = defineProblem('COMPANY_ALREADY_REGISTERED', 409, {
  zh: '该注册号对应的企业已在平台注册。如有疑问，请联系秘书处。',
  ru: 'Организация с таким регистрационным номером уже зарегистрирована. Если это ошибка, обратитесь в секретариат.',
  en: 'A company with this registration number is already registered. If you think this is a mistake, please contact the secretariat.',
});
export const COMPANY_NOT_LISTED = defineProblem('COMPANY_NOT_LISTED', 409, {
  zh: '该企业不是收录状态，不能按收录信息处理。',
  ru: 'Эта организация не относится к внесённым в каталог, поэтому действие недоступно.',
  en: 'This only applies to a company that is listed from another source.',
});
export const COMPANY_NOT_SUSPENDABLE = defineProblem('COMPANY_NOT_SUSPENDABLE', 409, {
  zh: '只有已认证的企业才能被暂停。',
  ru: 'Приостановить можно только верифицированную организацию.',
  en: 'Only a verified company can be suspended.',
});
export const COMPANY_NOT_SUSPENDED = defineProblem('COMPANY_NOT_SUSPENDED', 409, {
  zh: '该企业当前未被暂停。',
  ru: 'Организация сейчас не приостановлена.',
  en: 'The company is not suspended.',
});
export const COMPANY_NOT_DELETABLE = defineProblem('COMPANY_NOT_DELETABLE', 409, {
  zh: '只有从未提交审核的企业草稿才能删除。',
  ru: 'Удалить можно только черновик, который ещё ни разу не отправляли на проверку.',
  en: 'Only a draft that was never submitted for review can be deleted.',
});
export const COMPANY_NOT_WITHDRAWABLE = defineProblem('COMPANY_NOT_WITHDRAWABLE', 409, {
  zh: '草稿可直接删除；已退出平台的企业无需再次退出。',
  ru: 'Черновик можно просто удалить; организация, уже покинувшая портал, выйти ещё раз не может.',
  en: 'A draft is deleted instead, and a company that has left the portal cannot leave it again.',
});
export const LEGAL_CHANGE_UNDER_REVIEW = defineProblem('LEGAL_CHANGE_UNDER_REVIEW', 409, {
  zh: '上一次工商信息变更仍在审核中，请等待审核结果或先撤回。',
  ru: 'Предыдущее изменение регистрационных данных ещё на проверке. Дождитесь решения или отзовите его.',
  en: 'An earlier change of the legal details is still under review. Please wait for the decision or withdraw it first.',
});
export const RENEWAL_UNDER_REVIEW = defineProblem('RENEWAL_UNDER_REVIEW', 409, {
  zh: '认证续期正在审核中，请等待审核结果。',
  ru: 'Продление верификации уже рассматривается. Дождитесь решения.',
  en: 'The renewal of the verification is already under review. Please wait for the decision.',
});
export const NOTHING_TO_RENEW = defineProblem('NOTHING_TO_RENEW', 409, {
  zh: '各项核查结论仍在有效期内，暂无需续期。',
  ru: 'Все проверки ещё действуют, продлевать пока нечего.',
  en: 'All checks still hold; there is nothing to renew yet.',
});
export const TOO_MANY_COMPANIES = defineProblem('TOO_MANY_COMPANIES', 409, {
  zh: '一个账号最多可创建 {max} 家企业。',
  ru: 'Одна учётная запись может создать не более {max} организаций.',
  en: 'One account can create at most {max} companies.',
});
export const TOO_MANY_ITEMS = defineProblem('TOO_MANY_ITEMS', 409, {
  zh: '数量已达上限（{max}）。',
  ru: 'Достигнут предел: не более {max}.',
  en: 'The limit of {max} has been reached.',
});

export const PROFILE_TOO_LARGE = defineProblem('PROFILE_TOO_LARGE', 409, {
  zh: '企业资料内容过多，请精简产品和案例的文字后再提交。',
  ru: 'Профиль слишком объёмный. Сократите тексты о продуктах и проектах и отправьте его снова.',
  en: 'The company profile is too large. Please shorten the texts of products and reference cases before you submit it.',
});
export const DOCUMENT_IS_EVIDENCE = defineProblem('DOCUMENT_IS_EVIDENCE', 409, {
  zh: '该文件是企业认证的依据，不能删除。',
  ru: 'На этом документе основана верификация, поэтому удалить его нельзя.',
  en: 'The verification rests on this document, so it cannot be deleted.',
});

/** Remarks of the portal itself: why it returned a company that was approved, or suspended one that was verified. */
export const SYSTEM_REMARKS: Readonly<Record<string, LocalizedText>> = {
  duplicate_registration_number: {
    zh: '审核期间，另一家企业以相同的注册号通过了认证。请核对注册号后重新提交，或联系秘书处。',
    ru: 'Пока шла проверка, другая организация с тем же регистрационным номером прошла верификацию. Проверьте номер и отправьте профиль снова либо обратитесь в секретариат.',
    en: 'While this was under review, another company was verified with the same registration number. Please check the number and submit again, or contact the secretariat.',
  },
  renewal_rejected: {
    zh: '认证续期未获通过，认证已暂停。原因见审核意见；如有疑问，请联系秘书处。',
    ru: 'В продлении верификации отказано, поэтому она приостановлена. Причина указана в решении; с вопросами обращайтесь в секретариат.',
    en: 'The verification could not be renewed and is therefore suspended. The reason is given in the decision; if you have questions, please contact the secretariat.',
  },
  renewal_lapsed: {
    zh: '续期材料退回后未在期限内重新提交，认证已暂停。如需恢复，请联系秘书处。',
    ru: 'Ответ на замечания к продлению верификации не поступил в срок, поэтому она приостановлена. Чтобы возобновить её, обратитесь в секретариат.',
    en: 'The remarks on the renewal were not answered in time, so the verification is suspended. To have it restored, please contact the secretariat.',
  },
};

export const SCHEME_OF_OTHER_COUNTRY = defineFieldError('scheme_of_other_country', {
  zh: '该类注册号不适用于所选国家。',
  ru: 'Номера этого вида не выдаются в выбранной стране.',
  en: 'Numbers of this kind are not issued in the chosen country.',
});
export const DUPLICATE_SCHEME = defineFieldError('duplicate_scheme', {
  zh: '每类注册号只能填写一个。',
  ru: 'Номер каждого вида указывается только один раз.',
  en: 'Give only one number of each kind.',
});
export const DUPLICATE_LANGUAGE = defineFieldError('duplicate_language', {
  zh: '同一种语言只能填写一次。',
  ru: 'Для каждого языка допускается только один текст.',
  en: 'Give only one text for each language.',
});
export const NOT_A_PHONE_NUMBER = defineFieldError('not_a_phone_number', {
  zh: '电话号码无效，请使用国际格式，例如 +86 10 6552 9988。',
  ru: 'Неверный номер телефона. Укажите его в международном формате, например +7 495 123-45-67.',
  en: 'This is not a valid phone number. Use the international form, such as +44 20 7946 0958.',
});
export const CONSENT_REQUIRED = defineFieldError('consent_required', {
  zh: '须先取得联系人本人同意，方可保存其信息。',
  ru: 'Данные контактного лица можно сохранить только с его согласия.',
  en: 'Contact details can be kept only with the person’s consent.',
});
export const UNKNOWN_EVIDENCE = defineFieldError('unknown_evidence', {
  zh: '所引用的产品、案例或证书不属于本企业或不存在。',
  ru: 'Указанный продукт, проект или сертификат не найден в профиле организации.',
  en: 'The product, reference case or certificate referred to is not in this company’s profile.',
});
export const UNKNOWN_FILE = defineFieldError('unknown_file', {
  zh: '所引用的文件不存在，或类型不符合要求。',
  ru: 'Указанный файл не найден или не подходит по типу.',
  en: 'The file referred to does not exist or is of the wrong kind.',
});

/** What is wrong with a registration number, by the reason of its scheme's rule; `format` is in words of the scheme. */
export const REGISTRATION_NUMBER_ERRORS: Readonly<Record<RegistrationNumberReason, FieldErrorKind>> = {
  unknown_scheme: defineFieldError('unknown_scheme', {
    zh: '未知的注册号类型。',
    ru: 'Неизвестный вид регистрационного номера.',
    en: 'This kind of registration number is not known.',
  }),
  length: defineFieldError('registration_number_length', {
    zh: '注册号长度不正确，示例：{example}。',
    ru: 'Неверная длина регистрационного номера. Пример: {example}.',
    en: 'The registration number has the wrong length. Example: {example}.',
  }),
  characters: defineFieldError('registration_number_characters', {
    zh: '注册号含有不允许的字符，示例：{example}。',
    ru: 'В регистрационном номере есть недопустимые символы. Пример: {example}.',
    en: 'The registration number contains characters that do not belong there. Example: {example}.',
  }),
  check_digit: defineFieldError('registration_number_check_digit', {
    zh: '注册号校验未通过，请检查是否有录入错误。',
    ru: 'Контрольная цифра регистрационного номера не сходится. Проверьте, нет ли опечатки.',
    en: 'The check digit of the registration number does not match. Please check for a typing error.',
  }),
  structure: defineFieldError('registration_number_structure', {
    zh: '注册号结构不正确，示例：{example}。',
    ru: 'Неверная структура регистрационного номера. Пример: {example}.',
    en: 'The registration number is not built as it should be. Example: {example}.',
  }),
};

// What is added to a draft while somebody deletes it finds the company gone.
for (const table of ['files', 'demands', 'memberships', 'invitations'])
  constraintProblem(`${table}_company_id_fkey`, NOT_FOUND);
constraintProblem('company_renewals_one_open_key', RENEWAL_UNDER_REVIEW);
constraintProblem('company_products_picture_fkey', FILE_IN_USE);
constraintProblem('company_certificates_file_fkey', FILE_IN_USE);
constraintProblem('company_registration_numbers_in_force_key', COMPANY_ALREADY_REGISTERED);
