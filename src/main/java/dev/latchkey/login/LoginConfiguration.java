package dev.latchkey.login;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ FormerNetworks.class, HashRenewal.class, KnownDevices.class, Login.class, LoginApi.class, LoginPage.class,
		Logout.class, LogoutPage.class, MeApi.class, PasswordChange.class, PasskeyLogin.class, PasskeyLoginApi.class,
		PasswordPage.class, PresentSession.class })
class LoginConfiguration {

}
