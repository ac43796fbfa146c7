package twingrad.compare.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium of this machine's own, with the network off: nothing is downloaded, nothing is shared. One is
 * started for all tests of a class, which are skipped where there is none.
 */
final class Chromium implements BeforeAllCallback, AfterAllCallback {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    /** Elements that stick out to the right of the page, those aside that scroll in a box of their own. */
    private static final String OVERFLOWING = """
            const scrolls = e => e !== document.body
                && (getComputedStyle(e).overflowX !== "visible" || scrolls(e.parentElement));
            return [...document.body.querySelectorAll("*")]
                .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
                .filter(e => !scrolls(e.parentElement))
                .map(e => e.tagName + "#" + e.id + "." + e.className)
                .concat(document.documentElement.scrollWidth > innerWidth ? ["the page itself"] : []);
            """;

    private ChromeDriver driver;

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(
                Stream.of(BROWSER, DRIVER).allMatch(Files::isExecutable),
                "no " + BROWSER + " and " + DRIVER + " on this machine");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run");
        var service = ChromeDriverService.createDefaultService();
        service.setExecutable(DRIVER.toString());
        driver = new ChromeDriver(service, options);
        var offline = new ChromiumNetworkConditions();
        offline.setOffline(true);
        driver.setNetworkConditions(offline);
    }

    void open(Path page) {
        driver.get(page.toUri().toString());
    }

    /** Makes the page so many pixels wide, and light or dark. */
    void show(int width, int height, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** The element with an id. */
    WebElement at(String id) {
        return driver.findElement(By.id(id));
    }

    boolean has(String id) {
        return !driver.findElements(By.id(id)).isEmpty();
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    List<String> texts(String selector) {
        return all(selector).stream().map(WebElement::getText).toList();
    }

    /** What has the focus. */
    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Types to whatever has the focus. */
    void press(CharSequence... keys) {
        focused().sendKeys(keys);
    }

    /** Puts a text in the place of what a field holds, and Enter after it. */
    void type(WebElement field, String text) {
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.ENTER);
    }

    @SuppressWarnings("unchecked")
    <T> T run(String script, Object... arguments) {
        return (T) driver.executeScript(script, arguments);
    }

    /** What overflows the page's width. */
    List<String> overflowing() {
        return run(OVERFLOWING);
    }

    /** What the console said since the last call, which should be nothing. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (driver != null) {
            driver.quit();
        }
    }
}
