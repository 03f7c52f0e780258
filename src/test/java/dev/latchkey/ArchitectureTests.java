package dev.latchkey;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the house to its plan: which way the arrows go, and what may be built where.
 */
class ArchitectureTests {

	private static final JavaClasses HOUSE = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.latchkey");

	private static final List<String> DOORS = List.of("login", "device", "admin", "transfer", "forwardauth",
			"introspection", "oidc", "recovery");

	private static final DescribedPredicate<JavaClass> A_DOOR = resideInAnyPackage(
			DOORS.stream().map((door) -> "dev.latchkey." + door + "..").toArray(String[]::new));

	@Test
	void arrowsGoDownOnly() {
		ApplicationModules.of("dev.latchkey").verify();
	}

	@Test
	void aPackageAllowsItselfNothingThatItDoesNotUse() {
		ApplicationModules modules = ApplicationModules.of("dev.latchkey");
		assertThat(HOUSE.stream().map(JavaClass::getPackage).collect(Collectors.toSet()))
			.filteredOn((room) -> room.isAnnotatedWith(ApplicationModule.class))
			.allSatisfy((room) -> {
				Set<String> used = modules.getModuleForPackage(room.getName())
					.orElseThrow()
					.getDirectDependencies(modules)
					.stream()
					.map((dependency) -> dependency.getTargetModule().getIdentifier().toString())
					.collect(Collectors.toSet());
				assertThat(Stream.of(room.getAnnotationOfType(ApplicationModule.class).allowedDependencies())
					.map((allowed) -> allowed.split("::")[0].strip())).as(room.getName()).isSubsetOf(used);
			});
	}

	@Test
	void packagesAreFreeOfCycles() {
		slices().matching("dev.latchkey.(**)").should().beFreeOfCycles().check(HOUSE);
	}

	@Test
	void nobodyNamesAMode() {
		noClasses().that(not(resideInAPackage("dev.latchkey.mode.session")))
			.should()
			.dependOnClassesThat(resideInAPackage("dev.latchkey.mode.session"))
			.check(HOUSE);
		noClasses().that(not(resideInAPackage("dev.latchkey.mode.jwt")))
			.should()
			.dependOnClassesThat(resideInAPackage("dev.latchkey.mode.jwt"))
			.check(HOUSE);
	}

	@Test
	void aModeHangsOnOneConfigurationWithOneProfile() {
		Set<String> profiled = HOUSE.stream()
			.filter((type) -> type.isAnnotatedWith(Profile.class))
			.map(JavaClass::getSimpleName)
			.collect(Collectors.toSet());
		assertThat(profiled).containsExactlyInAnyOrder("SessionModeConfiguration", "JwtModeConfiguration");
		noMethods().should().beAnnotatedWith(Profile.class).check(HOUSE);
		noClasses().that()
			.doNotHaveFullyQualifiedName(existing("dev.latchkey.mode.ModeProfileCheck"))
			.should()
			.callMethod(Environment.class, "getActiveProfiles")
			.orShould()
			.callMethod(Environment.class, "acceptsProfiles", String[].class)
			.check(HOUSE);
	}

	@Test
	void onlyTheGateOpensASession() {
		noClasses().that()
			.doNotHaveFullyQualifiedName(existing("dev.latchkey.session.Gate"))
			.and()
			.doNotHaveFullyQualifiedName(existing("dev.latchkey.session.SessionRefresh"))
			.should()
			.callConstructorWhere(of("dev.latchkey.session.OpenedSession", "<init>"))
			.check(HOUSE);
		noClasses().that()
			.doNotHaveFullyQualifiedName(existing("dev.latchkey.session.Gate"))
			.should()
			.callMethodWhere(of("dev.latchkey.session.UserSessions", "insert"))
			.check(HOUSE);
	}

	/** How long a comparison takes would tell a forger how much of a MAC is right. */
	@Test
	void macsAreComparedInConstantTime() {
		DescribedPredicate<JavaAccess<?>> mac = access("dev.latchkey.crypto.HmacSha256", "compute")
			.or(access("dev.latchkey.crypto.TextMac", "compute"));
		List<JavaCodeUnit> makers = HOUSE.stream()
			.flatMap((type) -> type.getCodeUnits().stream())
			.filter((method) -> method.getAccessesFromSelf().stream().anyMatch(mac))
			.toList();
		// what writes a MAC may compare what else it writes
		assertThat(makers).hasSizeGreaterThan(8)
			.filteredOn((method) -> !method.getName().equals("write"))
			.allSatisfy((method) -> assertThat(method.getMethodCallsFromSelf()).as(method.getFullName())
				.noneMatch((call) -> call.getTarget().getName().equals("equals")));
		noClasses()
			.that(DescribedPredicate.describe("make MACs", (type) -> type.getAccessesFromSelf().stream().anyMatch(mac)))
			.should()
			.callMethod(Arrays.class, "equals", byte[].class, byte[].class)
			.check(HOUSE);
	}

	@Test
	void onlyGrantIssuesToApplications() {
		noClasses().that()
			.doNotHaveFullyQualifiedName(existing("dev.latchkey.grant.EntryTickets"))
			.should()
			.callConstructorWhere(of("dev.latchkey.grant.HostGrant", "<init>"))
			.orShould()
			.callMethodWhere(of("dev.latchkey.grant.HostCredentialCodec", "write"))
			.check(HOUSE);
		// access tokens of its own are an affair of the mode
		noClasses()
			.that(not(resideInAnyPackage("dev.latchkey.grant", "dev.latchkey.mode.jwt", "dev.latchkey.notice",
					"dev.latchkey.oauth.token")))
			.should()
			.callMethodWhere(of("dev.latchkey.key.SigningKey", "sign"))
			.check(HOUSE);
	}

	@Test
	void onlyAnEndingTransactionWritesThatSessionsEnded() {
		noClasses().that()
			.doNotHaveFullyQualifiedName(existing("dev.latchkey.session.EndingTransaction"))
			.and(not(resideInAPackage("dev.latchkey.revocation")))
			.should()
			.callMethodWhere(
					of("dev.latchkey.revocation.Revocations", "endSessions", "endAccount", "endRole", "endEverybody"))
			.check(HOUSE);
	}

	/**
	 * What a door changes it changes within a function that {@code AuthorizedChanges}
	 * calls, or {@code Endings}, which takes an authority for all that it ends.
	 */
	@Test
	void noChangeGoesAroundTheCheckOfItsAuthority() {
		DescribedPredicate<JavaAccess<?>> change = access("dev.latchkey.account.AccountChanges", "create",
				"createFirst", "changePassword", "changePasswordByLink", "importPassword", "changeStatus",
				"changeRoles", "delete")
			.or(access("dev.latchkey.account.AccountBatches", "create"))
			.or(access("dev.latchkey.role.RoleChanges", "put", "delete"))
			.or(access("dev.latchkey.application.ApplicationChanges", "register", "change", "delete", "renewSecret"))
			.or(access("dev.latchkey.key.KeyRotation", "rotate"))
			.or(access("dev.latchkey.key.KeyRevocation", "revoke"))
			.or(access("dev.latchkey.throttle.Throttle", "lift"))
			.or(access("dev.latchkey.oauth.device.DeviceAuthorizations", "approve", "deny"));
		DescribedPredicate<JavaAccess<?>> check = access("dev.latchkey.session.AuthorizedChanges", "make", "grant",
				"makeElsewhere", "revoke")
			.or(access("dev.latchkey.session.Endings", "changeAccountAndEnd", "changeRoleAndEnd"))
			.or(access("dev.latchkey.session.EndingSeries", "changeAccountAndEnd"))
			.or(access("dev.latchkey.admin.UserAdministration", "changeAndEnd"));
		List<JavaAccess<?>> changes = HOUSE.stream()
			.filter(resideInAnyPackage("dev.latchkey.mode..").or(A_DOOR))
			.flatMap((type) -> type.getAccessesFromSelf().stream())
			.<JavaAccess<?>>map((access) -> access)
			.filter(change)
			.toList();
		assertThat(changes).hasSizeGreaterThan(8)
			.allSatisfy((access) -> assertThat(access.isDeclaredInLambda()
					&& access.getOrigin().getAccessesFromSelf().stream().anyMatch((other) -> check.test(other)))
				.as(access.getDescription())
				.isTrue());
		noClasses().that(A_DOOR).should().dependOnClassesThat().belongToAnyOf(TransactionOperations.class).check(HOUSE);
	}

	@Test
	void everyUnsafeCallOfAnAdministratorAndOfADeviceTakesAnActingSession() {
		methods().that()
			.areDeclaredInClassesThat(resideInAnyPackage("dev.latchkey.admin..", "dev.latchkey.device"))
			.and(areMappedWith(List.of(PostMapping.class, PutMapping.class, PatchMapping.class, DeleteMapping.class)))
			.should(ArchCondition.from(DescribedPredicate.describe("take an acting session",
					(method) -> method.getRawParameterTypes()
						.stream()
						.anyMatch((type) -> type.getName().equals(existing("dev.latchkey.session.ActingSession"))))))
			.check(HOUSE);
	}

	@Test
	void anAuthorityIsASessionAnApplicationALinkOrTheServer() {
		assertThat(HOUSE.stream()
			.filter((type) -> !type.isInterface())
			.filter((type) -> type.isAssignableTo(existing("dev.latchkey.session.ChangeAuthority")))
			.map(JavaClass::getSimpleName))
			.containsExactlyInAnyOrder("ActingSession", "ActingApplication", "LinkBearer", "ActingServer");
		noClasses().that()
			.doNotHaveFullyQualifiedName(existing("dev.latchkey.web.ActingSessionResolver"))
			.should()
			.callMethodWhere(of("dev.latchkey.session.SessionAuthority", "actingSession"))
			.check(HOUSE);
		// all others take one
		assertThat(HOUSE.get("dev.latchkey.session.Endings")
			.getMethods()
			.stream()
			.filter((method) -> method.getModifiers().contains(JavaModifier.PUBLIC))
			.filter((method) -> method.getRawParameterTypes()
				.stream()
				.noneMatch((type) -> type.getSimpleName().equals("ChangeAuthority")))
			.map(JavaCodeUnit::getName)).containsExactly("signOut");
	}

	@Test
	void noDoorKnowsAnother() {
		for (String door : DOORS) {
			String[] others = DOORS.stream()
				.filter((other) -> !other.equals(door))
				.map((other) -> "dev.latchkey." + other + "..")
				.toArray(String[]::new);
			noClasses().that()
				.resideInAPackage("dev.latchkey." + door + "..")
				.should()
				.dependOnClassesThat(resideInAnyPackage(others))
				.check(HOUSE);
		}
	}

	/** Another node would not know it, and no ending would end it. */
	@Test
	void noClassUsesASessionOfTheContainer() {
		String session = "jakarta.servlet.http.HttpSession";
		DescribedPredicate<JavaCall<?>> asksForOne = DescribedPredicate.describe("ask for a session",
				(call) -> call.getTarget().getRawReturnType().getName().equals(session)
						|| call.getTarget().getName().equals("changeSessionId"));
		noClasses().should()
			.dependOnClassesThat()
			.haveFullyQualifiedName(session)
			.orShould()
			.callMethodWhere(asksForOne)
			.check(HOUSE);
	}

	@Test
	void nobodyImportsWhatStandsBesideTheWay() {
		for (String beside : List.of("audit", "security", "embedded", "openapi")) {
			// the overview reads the event log
			noClasses().that(not(resideInAnyPackage("dev.latchkey." + beside + "..", "dev.latchkey.overview")))
				.should()
				.dependOnClassesThat(resideInAPackage("dev.latchkey." + beside + ".."))
				.check(HOUSE);
		}
	}

	/** It starts without most of the service, and nothing of the service may need it. */
	@Test
	void onlyTheStartKnowsTheCommand() {
		noClasses()
			.that(not(resideInAPackage("dev.latchkey.command..")).and(not(name(LatchkeyApplication.class.getName()))))
			.should()
			.dependOnClassesThat(resideInAPackage("dev.latchkey.command.."))
			.check(HOUSE);
	}

	@Test
	void theEventLogCallsNoOtherPackage() {
		DescribedPredicate<JavaClass> called = DescribedPredicate.describe("is more than an event or a value",
				(type) -> !type.isRecord() && !type.isEnum() && !type.isAssignableTo(Throwable.class));
		noClasses().that()
			.resideInAPackage("dev.latchkey.audit..")
			.should()
			.dependOnClassesThat(resideInAPackage("dev.latchkey..")
				.and(not(resideInAnyPackage("dev.latchkey.audit..", "dev.latchkey.crypto", "dev.latchkey.datastore",
						"dev.latchkey.text")))
				.and(not(name("dev.latchkey.account.username.Username")))
				.and(not(name("dev.latchkey.mode.SessionAuthentication")))
				.and(called))
			.check(HOUSE);
	}

	@Test
	void aPackageNamesItsBeansInOneHiddenPlace() {
		classes().that()
			.areAnnotatedWith(Configuration.class)
			.should()
			.bePackagePrivate()
			.andShould()
			.haveSimpleNameEndingWith("Configuration")
			.check(HOUSE);
		assertThat(HOUSE.stream()
			.filter((type) -> type.isAnnotatedWith(Configuration.class))
			.collect(Collectors.groupingBy(JavaClass::getPackageName))
			.values()).allSatisfy((types) -> assertThat(types).hasSize(1));
	}

	@Test
	void thePlanInTheDocumentsNamesEachPackage() throws IOException {
		String document = Files.readString(Path.of("src/docs/architecture.md"));
		String plan = document.substring(document.indexOf("## The plan"), document.indexOf("### Rules"));
		assertThat(Pattern.compile("── ([a-z.]+(?:, [a-z.]+)*) ")
			.matcher(plan)
			.results()
			.flatMap((line) -> Stream.of(line.group(1).split(", "))))
			.containsExactlyInAnyOrderElementsOf(HOUSE.stream()
				.map(JavaClass::getPackageName)
				.filter((room) -> room.startsWith("dev.latchkey."))
				.map((room) -> room.substring("dev.latchkey.".length()))
				.collect(Collectors.toSet()));
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(HOUSE.stream().map(JavaClass::getPackage).collect(Collectors.toSet()))
			.allSatisfy((room) -> assertThat(room.isAnnotatedWith(NullMarked.class)).as(room.getName()).isTrue());
	}

	@Test
	void constructorsInjectAndNamesSayWhatThingsAre() {
		noFields().should().beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired").check(HOUSE);
		noConstructors().should()
			.beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
			.check(HOUSE);
		noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl|Dto)").check(HOUSE);
	}

	/**
	 * What a record prints of itself gets into logs.
	 */
	@Test
	void recordsKeepTheirSecretsOutOfLogs() {
		Pattern secret = Pattern.compile("cookies|(.*[pP]assword|.*[sS]ecret|(access|refresh|device)Token)(Hash)?");
		assertThat(HOUSE.stream()
			.filter(JavaClass::isRecord)
			.filter((type) -> type.getFields()
				.stream()
				.filter((field) -> !field.getModifiers().contains(JavaModifier.STATIC))
				.filter((field) -> !Set.of("boolean", "Boolean").contains(field.getRawType().getSimpleName()))
				.anyMatch((field) -> secret.matcher(field.getName()).matches()))
			// the compiler's own is final
			.filter((type) -> type.getMethod("toString").getModifiers().contains(JavaModifier.FINAL))
			.map(JavaClass::getName)).isEmpty();
	}

	/**
	 * Return the name of a class that exists: a rule about one that was renamed would
	 * guard nothing.
	 */
	private static String existing(String name) {
		assertThat(HOUSE.contain(name)).as(name).isTrue();
		return name;
	}

	private static DescribedPredicate<JavaMethod> areMappedWith(List<Class<? extends Annotation>> mappings) {
		return DescribedPredicate.describe("are mapped with one of " + mappings,
				(method) -> mappings.stream().anyMatch(method::isAnnotatedWith));
	}

	private static DescribedPredicate<JavaAccess<?>> access(String owner, String... names) {
		assertThat(HOUSE.get(existing(owner)).getCodeUnits()).as(owner)
			.extracting(JavaCodeUnit::getName)
			.contains(names);
		return DescribedPredicate.describe(owner + List.of(names),
				(access) -> access.getTargetOwner().getName().equals(owner)
						&& List.of(names).contains(access.getTarget().getName()));
	}

	private static DescribedPredicate<JavaCall<?>> of(String owner, String... names) {
		assertThat(HOUSE.get(existing(owner)).getCodeUnits()).as(owner)
			.extracting(JavaCodeUnit::getName)
			.contains(names);
		return DescribedPredicate.describe(owner + List.of(names),
				(call) -> call.getTargetOwner().getName().equals(owner)
						&& List.of(names).contains(call.getTarget().getName()));
	}

}
