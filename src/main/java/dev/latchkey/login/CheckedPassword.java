package dev.latchkey.login;

import dev.latchkey.session.LoginCandidate;
import dev.latchkey.throttle.AttemptPayment;

/**
 * A password that was right when it was checked.
 *
 * @param candidate whose it is, as read before the check
 * @param payment what the check cost, which has been settled
 */
public record CheckedPassword(LoginCandidate candidate, AttemptPayment payment) {
}
