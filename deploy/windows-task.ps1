# Windows starts the dashboard with the computer, and anew within a minute where it has ended. As an administrator:
#   powershell -ExecutionPolicy Bypass -File deploy\windows-task.ps1 -Install
# Without -Install this is what the task runs, as the account Local Service. It listens on this computer alone:
# put Caddy in front.
# Its settings are in %ProgramData%\Cynnydd\settings.env, in the form of settings.example.env.
param([switch]$Install, [int]$Port = 8501)

$ErrorActionPreference = 'Stop'
$Data = Join-Path $env:ProgramData 'Cynnydd'

if ($Install) {
    New-Item -ItemType Directory -Force $Data | Out-Null
    # Local Service may write there, administrators may do everything, and nobody else anything.
    & icacls $Data /inheritance:r /grant '*S-1-5-19:(OI)(CI)M' '*S-1-5-32-544:(OI)(CI)F' | Out-Null
    $Argument = "-NoProfile -ExecutionPolicy Bypass -File `"$PSCommandPath`" -Port $Port"
    $Task = @{
        TaskName = "Cynnydd $Port"
        Action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument $Argument
        Trigger = @(
            (New-ScheduledTaskTrigger -AtStartup),
            (New-ScheduledTaskTrigger -Once -At (Get-Date) -RepetitionInterval (New-TimeSpan -Minutes 1))
        )
        Principal = New-ScheduledTaskPrincipal -UserId 'NT AUTHORITY\LOCAL SERVICE' -LogonType ServiceAccount
        # A task that runs is not started a second time, and may run as long as it likes.
        Settings = New-ScheduledTaskSettingsSet -MultipleInstances IgnoreNew -ExecutionTimeLimit ([TimeSpan]::Zero)
    }
    Register-ScheduledTask @Task -Force | Out-Null
    Start-ScheduledTask -TaskName $Task.TaskName
    return
}

Get-Content (Join-Path $Data 'settings.env') -Encoding UTF8 | Where-Object { $_ -match '^[A-Z_]+=' } | ForEach-Object {
    $Name, $Value = $_ -split '=', 2
    Set-Item -Path "Env:$Name" -Value $Value
}
$env:PYTHONUTF8 = '1'
$env:CYNNYDD_PORT = $Port
Set-Location (Split-Path -Parent $PSScriptRoot)
& .venv\Scripts\python.exe dashboard.py
exit $LASTEXITCODE
