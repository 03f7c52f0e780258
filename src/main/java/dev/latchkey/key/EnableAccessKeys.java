package dev.latchkey.key;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;

/**
 * Adds keys for access tokens. It stands on a configuration that issues such tokens: a
 * service that issues none makes no keys for them. The keys for applications are always
 * there.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(AccessKeyConfiguration.class)
public @interface EnableAccessKeys {

}
