import {
  defineFieldError,
  defineProblem,
  DomainError,
  fieldError,
  invalid,
  TOO_LONG,
  TOO_SHORT,
} from '@shuqiao/kernel';
import { constraintField, constraintProblem } from '@shuqiao/platform';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, type PasswordReason } from './password';

/** One answer for an unknown address, a wrong password and an account of the other audience. */
export const INVALID_CREDENTIALS = defineProblem('INVALID_CREDENTIALS', 401, {
  zh: '邮箱或密码不正确。',
  ru: 'Неверный адрес электронной почты или пароль.',
  en: 'The e-mail address or the password is not right.',
});
/** The same for an address without an account, and whether or not the password was right. */
export const SIGN_IN_LOCKED = defineProblem('SIGN_IN_LOCKED', 403, {
  zh: '该邮箱连续登录失败次数过多，请通过邮件重设密码后再登录。',
  ru: 'Слишком много неудачных попыток подряд. Чтобы снова войти, сбросьте пароль по ссылке из письма.',
  en: 'Too many attempts in a row have failed. To sign in again, reset the password by a link sent to the address.',
});
export const ACCOUNT_DISABLED = defineProblem('ACCOUNT_DISABLED', 403, {
  zh: '该账号已停用，请联系秘书处。',
  ru: 'Учётная запись отключена. Обратитесь в секретариат.',
  en: 'This account is disabled. Please contact the secretariat.',
});
export const SECOND_FACTOR_REQUIRED = defineProblem('SECOND_FACTOR_REQUIRED', 401, {
  zh: '请输入身份验证器中的验证码。',
  ru: 'Введите код из приложения-аутентификатора.',
  en: 'Please enter the code from your authenticator app.',
});
export const SECOND_FACTOR_INVALID = defineProblem('SECOND_FACTOR_INVALID', 401, {
  zh: '验证码不正确或已使用过。',
  ru: 'Код неверен или уже был использован.',
  en: 'The code is not right, or it was used before.',
});
export const SECOND_FACTOR_ENROLMENT_REQUIRED = defineProblem('SECOND_FACTOR_ENROLMENT_REQUIRED', 403, {
  zh: '秘书处人员须先绑定身份验证器才能登录。',
  ru: 'Сотрудникам секретариата для входа необходимо подключить приложение-аутентификатор.',
  en: 'Staff need an authenticator app before they can sign in. Please set one up first.',
});
export const SECOND_FACTOR_EXISTS = defineProblem('SECOND_FACTOR_EXISTS', 409, {
  zh: '身份验证器已绑定，如需更换请先解除绑定。',
  ru: 'Второй фактор уже подключён. Чтобы заменить его, сначала отключите текущий.',
  en: 'A second factor is already set up. Remove it first to set up another one.',
});
export const SECOND_FACTOR_MISSING = defineProblem('SECOND_FACTOR_MISSING', 409, {
  zh: '尚未开始绑定身份验证器。',
  ru: 'Второй фактор не подключён.',
  en: 'No second factor has been set up.',
});
export const SECOND_FACTOR_OBLIGATORY = defineProblem('SECOND_FACTOR_OBLIGATORY', 409, {
  zh: '秘书处人员不得解除身份验证器。',
  ru: 'Сотрудники секретариата не могут отключить второй фактор.',
  en: 'Staff cannot go without a second factor.',
});
export const INVALID_REFRESH_TOKEN = defineProblem('INVALID_REFRESH_TOKEN', 401, {
  zh: '登录状态已失效，请重新登录。',
  ru: 'Сеанс завершён. Войдите в систему снова.',
  en: 'Your session has ended. Please sign in again.',
});
export const CSRF_HEADER_REQUIRED = defineProblem('CSRF_HEADER_REQUIRED', 403, {
  zh: '使用 Cookie 刷新登录状态时须提供请求头 X-Shuqiao-Csrf: 1。',
  ru: 'Для обновления сеанса по cookie нужен заголовок X-Shuqiao-Csrf: 1.',
  en: 'Refreshing a session by cookie needs the header X-Shuqiao-Csrf: 1.',
});
export const INVALID_LINK = defineProblem('INVALID_LINK', 410, {
  zh: '链接无效、已过期或已使用过，请重新申请。',
  ru: 'Ссылка недействительна, устарела или уже использована. Запросите новую.',
  en: 'This link is not valid, has expired or was used before. Please ask for a new one.',
});
export const LAST_OWNER = defineProblem('LAST_OWNER', 409, {
  zh: '企业至少须保留一名所有者，请先指定另一名所有者。',
  ru: 'У компании должен остаться хотя бы один владелец. Сначала назначьте другого.',
  en: 'A company must keep at least one owner. Make somebody else an owner first.',
});
export const ALREADY_MEMBER = defineProblem('ALREADY_MEMBER', 409, {
  zh: '该用户已是企业成员。',
  ru: 'Этот пользователь уже состоит в компании.',
  en: 'This person is already a member of the company.',
});
export const INVITATION_EXISTS = defineProblem('INVITATION_EXISTS', 409, {
  zh: '已向该邮箱发出邀请，对方尚未接受。',
  ru: 'Приглашение на этот адрес уже отправлено и ещё действует.',
  en: 'There is already an open invitation to this address.',
});
export const INVITATION_NOT_OPEN = defineProblem('INVITATION_NOT_OPEN', 409, {
  zh: '该邀请已被接受、撤回或已过期。',
  ru: 'Приглашение уже принято, отозвано или истекло.',
  en: 'This invitation was accepted or withdrawn, or it has expired.',
});
export const INVITATION_FOR_ANOTHER_ADDRESS = defineProblem('INVITATION_FOR_ANOTHER_ADDRESS', 403, {
  zh: '该邀请发往另一个邮箱，请使用受邀邮箱对应的账号登录。',
  ru: 'Приглашение отправлено на другой адрес. Войдите под учётной записью с этим адресом.',
  en: 'This invitation was sent to another e-mail address. Please sign in with the account of that address.',
});
export const LAST_ADMINISTRATOR = defineProblem('LAST_ADMINISTRATOR', 409, {
  zh: '系统至少须保留一名可用的管理员。',
  ru: 'В системе должен остаться хотя бы один действующий администратор.',
  en: 'There must be at least one administrator who can sign in.',
});

export const OWN_ACCOUNT = defineProblem('OWN_ACCOUNT', 409, {
  zh: '不能注销自己的账号，请由另一位管理员操作。',
  ru: 'Удалить собственную учётную запись нельзя: это делает другой администратор.',
  en: 'You cannot erase your own account. Please ask another administrator.',
});

const PASSWORD_COMMON = defineFieldError('password_common', {
  zh: '该密码过于常见或已泄露，请换一个。',
  ru: 'Этот пароль слишком распространён или уже попадал в утечки. Придумайте другой.',
  en: 'This password is common or was found in a leak. Please choose another one.',
});
const PASSWORD_CONTEXT = defineFieldError('password_context', {
  zh: '密码不得由您的姓名、邮箱或本平台名称构成。',
  ru: 'Пароль не должен состоять из вашего имени, адреса почты или названия портала.',
  en: 'The password must not be made of your name, your e-mail address or the name of this portal.',
});
export const PASSWORD_WRONG = defineFieldError('password_wrong', {
  zh: '密码不正确。',
  ru: 'Неверный пароль.',
  en: 'The password is not right.',
});
export const CODE_WRONG = defineFieldError('code_wrong', {
  zh: '验证码不正确或已使用过。',
  ru: 'Код неверен или уже был использован.',
  en: 'The code is not right, or it was used before.',
});
const EMAIL_TAKEN = defineFieldError('email_taken', {
  zh: '该邮箱已有账号。',
  ru: 'Для этого адреса уже есть учётная запись.',
  en: 'There is already an account with this address.',
});

constraintField('accounts_email_key', '/email', EMAIL_TAKEN);
constraintProblem('memberships_last_owner', LAST_OWNER);
constraintProblem('memberships_pkey', ALREADY_MEMBER);
constraintProblem('invitations_open_key', INVITATION_EXISTS);
constraintProblem('accounts_last_administrator', LAST_ADMINISTRATOR);

/** Why a password may not be chosen, at the field that holds it. */
export function passwordRefused(pointer: string, reason: PasswordReason): DomainError {
  switch (reason) {
    case 'too_short':
      return invalid(fieldError(pointer, TOO_SHORT, { min: MIN_PASSWORD_LENGTH }));
    case 'too_long':
      return invalid(fieldError(pointer, TOO_LONG, { max: MAX_PASSWORD_LENGTH }));
    case 'common':
      return invalid(fieldError(pointer, PASSWORD_COMMON));
    case 'context':
      return invalid(fieldError(pointer, PASSWORD_CONTEXT));
  }
}
