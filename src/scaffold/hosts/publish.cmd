@echo off
rem Copies the site to the folder that readers see, in an order that leaves no page without its files, and proves the copy.
rem
rem   publish.cmd FOLDER     such as \\server\safety or D:\sites\safety
rem
rem Needs peerpress on the path. robocopy is part of Windows; it says 8 and more when files could not be copied.
setlocal
if "%~1"=="" (
  echo Say where to: publish.cmd FOLDER 1>&2
  exit /b 2
)
set "to=%~f1"
cd /d "%~dp0"

peerpress build || exit /b 1
rem What old files are removed below is right only in a folder of this site's own.
dir /b /a "%to%" 2>nul | findstr "^" >nul
if not errorlevel 1 (
  findstr /c:"\"generator\": \"peerpress" "%to%\manifest.json" >nul 2>nul || (
    echo %to% has files that are no site of peerpress, so nothing was copied there 1>&2
    exit /b 2
  )
)
rem What pages refer to comes before the pages, and old files go last.
robocopy public "%to%" /e /fft /r:3 /w:5 /njh /njs /ndl /nfl /xf *.html manifest.json
if errorlevel 8 exit /b 1
robocopy public "%to%" /e /fft /r:3 /w:5 /njh /njs /ndl /nfl
if errorlevel 8 exit /b 1
if exist web.config (
  copy /y web.config "%to%\" >nul || exit /b 1
)
robocopy public "%to%" /e /purge /fft /r:3 /w:5 /njh /njs /ndl /nfl /xf web.config
if errorlevel 8 exit /b 1
peerpress verify "%to%"
