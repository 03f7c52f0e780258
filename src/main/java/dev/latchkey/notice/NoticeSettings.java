package dev.latchkey.notice;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where applications may be told of endings.
 *
 * @param internalApplications whether Latchkey may send logout notices to private and
 * loopback addresses
 */
@Validated
@ConfigurationProperties("latchkey.oidc")
record NoticeSettings(@DefaultValue("false") boolean internalApplications) {

}
