import { DomainError } from '../domain-error.ts'

/** No token, or one that does not hold. Always the same words: why not helps only those who guess. */
export class UnauthenticatedError extends DomainError {
  constructor() {
    super('unauthenticated', 'A valid access token is needed.')
  }
}

/** Unknown email and wrong password are told apart by nobody. */
export class InvalidCredentialsError extends DomainError {
  constructor() {
    super('invalid-credentials', 'Check the email and the password.')
  }
}

export class EmailTakenError extends DomainError {
  constructor() {
    super('email-taken', 'Sign in instead, or use another email.', { errors: [{ path: '/email', message: 'has an account already' }] })
  }
}
