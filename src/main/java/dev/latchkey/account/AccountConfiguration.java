package dev.latchkey.account;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ AccountBatches.class, AccountChanges.class, Accounts.class, KnownProfiles.class, ProfileChanges.class })
class AccountConfiguration {

}
