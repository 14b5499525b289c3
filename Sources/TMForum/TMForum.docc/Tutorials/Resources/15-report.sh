swift run -c release --package-path ../swift-tmforum tmf check --url http://127.0.0.1:8080 \
    --verdict all --report html=report.html
