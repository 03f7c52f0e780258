package dev.latchkey.key;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;

/**
 * Imports the signing keys. It stands on a configuration that signs: a service that signs
 * nothing makes no keys.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(KeyConfiguration.class)
public @interface EnableSigningKeys {

}
