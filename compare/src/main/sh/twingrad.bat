@echo off
rem Starts twingrad from any working directory.
rem   JAVA_HOME           the JDK to use; otherwise java on the path
rem   TWINGRAD_JAVA_OPTS  further flags for the JVM, such as -Xmx2g
rem Exit status 2 is wrong usage, here as in every command.
setlocal EnableExtensions DisableDelayedExpansion

for %%i in ("%~dp0..") do set "home=%%~fi"

rem Java is looked for in JAVA_HOME, with or without quotes, or along the path, never in the working directory.
set "NoDefaultCurrentDirectoryInExePath=1"
if not defined JAVA_HOME goto search
set "JAVA_HOME=%JAVA_HOME:"=%"
if exist "%JAVA_HOME%\bin\java.exe" goto prefer
>&2 echo twingrad: JAVA_HOME: expected a JDK 17 or later, got "%JAVA_HOME%", which has no bin\java.exe
exit /b 2

:prefer
set "PATH=%JAVA_HOME%\bin;%PATH%"

:search
set "java="
for %%i in (java.exe) do set "java=%%~$PATH:i"
if defined java goto check
>&2 echo twingrad: java: expected Java 17 or later on the path, got none; install it or set JAVA_HOME
exit /b 2

rem java version "1.8.0_482", openjdk version "17.0.15" 2025-04-15, openjdk version "26-ea": the first number counts.
:check
set "version="
set "major=0"
for /f "tokens=1-3" %%a in ('java.exe -version 2^>^&1') do if "%%b" == "version" set "version=%%~c"
for /f "delims=.-+_" %%v in ("%version%") do set "major=%%v"
if %major% GEQ 17 goto start
>&2 echo twingrad: java: expected 17 or later, got %version% from "%java%"; set JAVA_HOME to a newer JDK
exit /b 2

rem The vector module makes the tensor engine fast. Native access is the terminal's. The parallel collector stops at
rem once when it is told to; the default one can first finish marking the scalar engine's deep graphs.
:start
"%java%" ^
    --add-modules=jdk.incubator.vector ^
    --enable-native-access=ALL-UNNAMED ^
    -XX:+UseParallelGC ^
    -Djava.awt.headless=true ^
    %TWINGRAD_JAVA_OPTS% ^
    -cp "%home%\lib\*" twingrad.compare.cli.Main %*
exit /b %ERRORLEVEL%
