package dev.latchkey.factor;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who needs a second factor, beside what roles say.
 *
 * @param administratorsNeedSecondFactor whether everybody who has the role ADMIN needs
 * one
 */
@ConfigurationProperties("latchkey.account")
record FactorSettings(@DefaultValue("false") boolean administratorsNeedSecondFactor) {
}
