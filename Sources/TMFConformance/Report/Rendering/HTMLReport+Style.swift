extension HTMLReport {
    /// The style rules of the page, for screens, phones, dark mode and paper.
    static let style = """
        :root{--text:#1b1f24;--quiet:#59636e;--line:#d5dae0;--back:#fff;--soft:#f5f7f9;--link:#0b57b0;
        --passed:#12682d;--passed-back:#e5f4e9;--failed:#a8201a;--failed-back:#fdebea;--warned:#7a4b00;--warned-back:#fdf1d8}
        @media (prefers-color-scheme:dark){:root{--text:#e8ebef;--quiet:#a3adb8;--line:#3a424b;--back:#14181c;--soft:#1e242a;
        --link:#8dbdff;--passed:#7fdc9a;--passed-back:#12301c;--failed:#ff9d94;--failed-back:#3d1715;
        --warned:#f3c266;--warned-back:#372809}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0 auto;padding:24px 24px 64px;max-width:1240px;color:var(--text);background:var(--back);
        font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        h1{margin:0 0 16px;font-size:28px;line-height:1.2}
        h2{margin:0;font-size:18px;line-height:1.3;overflow-wrap:anywhere}
        h3{margin:40px 0 12px;font-size:20px}
        h4{margin:0 0 4px;font-size:16px;overflow-wrap:anywhere}
        p{margin:0 0 8px}
        a{color:var(--link);text-underline-offset:2px}
        a:focus-visible,summary:focus-visible,input:focus-visible+span{outline:3px solid var(--link);outline-offset:2px}
        code,pre{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;unicode-bidi:isolate}
        code{white-space:pre-wrap;overflow-wrap:anywhere}
        pre{margin:0 0 8px;padding:10px 12px;max-height:420px;overflow:auto;border:1px solid var(--line);
        border-radius:6px;background:var(--soft)}
        .quiet{color:var(--quiet);font-weight:400;font-size:14px}
        .report+.report{margin-top:64px;padding-top:40px;border-top:2px solid var(--line)}
        .verdict{padding:18px 22px;border-left:8px solid;border-radius:6px}
        .verdict .word{margin:2px 0 4px;font-size:40px;line-height:1.15;font-weight:700}
        .verdict p:last-child{margin:0}
        .verdict h2,.verdict p:last-child{color:var(--text)}
        .verdict.passed{color:var(--passed);background:var(--passed-back)}
        .verdict.failed{color:var(--failed);background:var(--failed-back)}
        .notice{margin:16px 0 0;padding:10px 14px;border-left:4px solid var(--warned);background:var(--warned-back)}
        .figures{display:grid;grid-template-columns:repeat(5,1fr);gap:12px;margin:16px 0;padding:0;list-style:none}
        .figures li{padding:12px 16px;border:1px solid var(--line);border-radius:6px}
        .figures span{display:block;color:var(--quiet);font-size:14px}
        .figures strong{display:block;font-size:34px;line-height:1.2;font-variant-numeric:tabular-nums}
        .figures .passed strong{color:var(--passed)}
        .figures .failed strong{color:var(--failed)}
        .figures .warned strong{color:var(--warned)}
        dl{margin:0}
        dl div{display:flex;gap:12px}
        dt{flex:0 0 84px;color:var(--quiet)}
        dd{margin:0;min-width:0;overflow-wrap:anywhere}
        .problems{margin:0;padding:0;list-style:none}
        .problem{margin:0 0 12px;padding:14px 18px;border:1px solid var(--line);border-left:6px solid var(--failed);
        border-radius:6px}
        .problem.warned{border-left-color:var(--warned)}
        .problem ul{margin:0;padding:0;list-style:none}
        .problem li{padding:8px 0 0}
        .problem li+li{margin-top:8px;border-top:1px solid var(--line)}
        .problem strong{overflow-wrap:anywhere}
        .problem li p{margin:2px 0}
        .rule{padding:1px 6px;border:1px solid var(--line);border-radius:4px;background:var(--soft)}
        .chip{display:inline-block;padding:1px 9px;border-radius:99px;font-size:13px;font-weight:600;white-space:nowrap}
        .chip.passed{color:var(--passed);background:var(--passed-back)}
        .chip.failed{color:var(--failed);background:var(--failed-back)}
        .chip.warned{color:var(--warned);background:var(--warned-back)}
        .chip.unchecked{color:var(--quiet);background:var(--soft)}
        .filters{display:flex;flex-wrap:wrap;gap:8px 28px;margin:0 0 14px}
        fieldset{display:flex;flex-wrap:wrap;align-items:center;gap:6px;margin:0;padding:0;border:0;min-width:0}
        legend{float:left;margin-right:4px;padding:0;color:var(--quiet);font-size:14px}
        .filters label{position:relative}
        .filters input{position:absolute;inset:0;margin:0;opacity:0;cursor:pointer}
        .filters span{display:block;padding:5px 13px;border:1px solid var(--line);border-radius:99px;font-size:14px}
        .filters input:checked+span{border-color:var(--text);color:var(--back);background:var(--text)}
        @supports not selector(:has(a)){.filters{display:none}}
        table{width:100%;border-collapse:collapse;font-size:14px}
        th,td{padding:7px 10px 7px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        thead th{color:var(--quiet);font-weight:600;border-bottom-width:2px;white-space:nowrap}
        .n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
        th.n,td.n{padding-right:16px}
        .overview{margin:0 0 32px}
        .list td{overflow-wrap:anywhere}
        .list .wide{min-width:170px}
        .list td.n:first-child{width:1px}
        .list td:last-child{width:1px;white-space:nowrap}
        .list tr.failed td:first-child{box-shadow:inset 4px 0 var(--failed)}
        .list tr.warned td:first-child{box-shadow:inset 4px 0 var(--warned)}
        details.step{border:1px solid var(--line);border-radius:6px;margin:0 0 8px}
        details.step>:not(summary){margin-left:18px;margin-right:18px}
        details.step:target{outline:3px solid var(--link)}
        summary{cursor:pointer;overflow-wrap:anywhere}
        .step>summary{padding:9px 14px}
        .problem summary{margin-top:8px;color:var(--link)}
        .step[open]>summary{margin-bottom:8px;border-bottom:1px solid var(--line)}
        .assertions{width:calc(100% - 36px);margin-bottom:16px}
        .assertions td:first-child{overflow-wrap:anywhere}
        .assertions .bad td{color:var(--failed);font-weight:600}
        .exchange{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:18px;margin-bottom:12px}
        .report:has(.only-failed:checked) .step:not(.failed),
        .report:has(.only-warned:checked) .step:not(.warned),
        .report:has(.only-passed:checked) .step:not(.passed),
        .report:has(.only-unchecked:checked) .step:not(.unchecked){display:none}
        @media screen and (max-width:760px){
        body{padding:16px 14px 48px}
        h1{font-size:24px}
        .verdict{padding:14px 16px}
        .verdict .word{font-size:34px}
        .figures{grid-template-columns:repeat(2,1fr);gap:8px}
        .figures li{padding:10px 12px}
        .figures li:last-child{grid-column:1/-1}
        .figures strong{font-size:28px}
        .facts div{display:block;margin-bottom:6px}
        .exchange{grid-template-columns:minmax(0,1fr)}
        .problem{padding:12px 14px}
        .problem dl div{display:block}
        .filters span{padding:8px 14px}
        .list,.list tbody{display:block}
        .list thead{display:none}
        .list tr{display:flex;flex-wrap:wrap;gap:2px 16px;padding:10px 12px;margin:0 0 8px;border:1px solid var(--line);
        border-radius:6px}
        .list tr.failed{border-left:4px solid var(--failed)}
        .list tr.warned{border-left:4px solid var(--warned)}
        .list tr.step>:nth-child(n){display:block;padding:0;border:0;width:auto;text-align:left;box-shadow:none}
        .list tr.step>.wide{flex:0 0 100%;order:-1}
        .list td[data-name]::before{content:attr(data-name) " ";color:var(--quiet)}
        }
        @media print{
        :root{--text:#000;--quiet:#444;--line:#bbb;--back:#fff;--soft:#fff;--link:#000;--passed:#0b4d20;
        --passed-back:#fff;--failed:#8c1510;--failed-back:#fff;--warned:#5e3a00;--warned-back:#fff}
        @page{margin:14mm}
        body{max-width:none;padding:0;font-size:11pt}
        a{text-decoration:none}
        .filters,.exchange{display:none}
        .verdict{border:1px solid;border-left-width:8px}
        .chip{padding:0}
        h3{margin-top:24px}
        table{font-size:9pt}
        th,td{padding-top:3px;padding-bottom:3px}
        .list{font-size:8pt}
        th,td,th.n,td.n{padding-right:6px}
        .requests .wide{min-width:0;width:24%}
        .requests .wide+.wide{width:36%}
        code{font-size:8pt}
        .chip,.quiet{font-size:9pt}
        thead{display:table-header-group}
        tr,.problem li,.figures,.verdict,h3+*{break-inside:avoid}
        h3,h4,summary{break-after:avoid}
        details::details-content{display:block;content-visibility:visible;height:auto}
        details.step{border:0}
        summary{list-style:none;padding-left:0}
        }
        """
}
