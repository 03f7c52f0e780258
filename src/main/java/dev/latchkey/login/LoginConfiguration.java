package dev.latchkey.login;

import dev.latchkey.problem.ProblemWriter;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ FormerNetworks.class, HashRenewal.class, KnownDevices.class, Login.class, LoginApi.class,
		LoginCompletion.class, LoginContexts.class, LoginPage.class, Logout.class, LogoutPage.class, MeApi.class,
		OwnPasskey.class, OwnPassword.class, PasswordChange.class, PasskeyLogin.class, PasskeyLoginApi.class,
		PasswordPage.class, PresentSession.class, ProofApi.class, ProofPage.class, ProofRenewal.class,
		SecondFactorApi.class, SecondFactorLogin.class, SecondFactorPage.class, TypedName.class })
class LoginConfiguration {

	@Bean
	WebMvcConfigurer proofsOnForms(ProofRenewal proofRenewal, ProblemWriter problems) {
		return new WebMvcConfigurer() {
			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				// after those that refuse a request: what one of them refuses proves
				// nothing
				registry.addInterceptor(new ProofOnForms(proofRenewal, problems)).order(1);
			}
		};
	}

}
