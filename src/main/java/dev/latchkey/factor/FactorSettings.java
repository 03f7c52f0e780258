package dev.latchkey.factor;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who needs a second factor, beside what roles say.
 *
 * @param administratorsNeedSecondFactor whether all users with the role ADMIN need one
 */
@ConfigurationProperties("latchkey.account")
record FactorSettings(@DefaultValue("false") boolean administratorsNeedSecondFactor) {
}
