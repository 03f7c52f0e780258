package dev.latchkey.login;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ FormerNetworks.class, HashRenewal.class, KnownDevices.class, Login.class, LoginApi.class,
		LoginCompletion.class, LoginContexts.class, LoginPage.class, Logout.class, LogoutPage.class, MeApi.class,
		OwnPassword.class, PasswordChange.class, PasskeyLogin.class, PasskeyLoginApi.class, PasswordPage.class,
		PresentSession.class, SecondFactorApi.class, SecondFactorLogin.class, SecondFactorPage.class, TypedName.class })
class LoginConfiguration {

}
